package dev.cairn.cli.doctor;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.doctor.Finding.Level;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.LogSchemaException;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.projection.Projection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks at the server, the schema, the rights of this role, connections, transactions that are left"
          + " open, the lock of the log, leases, relays, projections and storage, and says what to do about"
          + " what is bad.",
      "It changes nothing. A role with pg_monitor sees the most. Ends with 1 if anything is bad."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --idle 2 --json",
      "%nWhether the events themselves are whole, 'log verify' says."
    })
final class Doctor extends LogCommand {

  @Option(
      names = "--idle",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "A session that has done nothing for so long in its transaction is bad;"
          + " ${DEFAULT-VALUE} unless given.")
  private int idleSeconds = 10;

  @Option(
      names = "--long",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "A transaction that takes longer than this is bad; ${DEFAULT-VALUE} unless given.")
  private int longSeconds = 600;

  @Option(
      names = "--lag",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "A relay or projection that is further behind than this is bad; ${DEFAULT-VALUE} unless given.")
  private int lagSeconds = 30;

  @Mixin
  private JsonOption json = new JsonOption();

  private final Function<PostgresEventStore, List<Projection>> projections;

  /**
   * @param projections of the application, as its options say; none if it has not said which it has
   */
  Doctor(LogAccess access, Function<PostgresEventStore, List<Projection>> projections) {
    super(access);
    this.projections = projections;
  }

  private List<Check> checks(LogConnection log) {
    return List.of(
        new ServerCheck(),
        new MigrationCheck(),
        new GuardCheck(),
        new GrantCheck(),
        new ConnectionCheck(),
        new TransactionCheck(Duration.ofSeconds(idleSeconds), Duration.ofSeconds(longSeconds)),
        new LockCheck(),
        new LeaseCheck(),
        new RelayCheck(Duration.ofSeconds(lagSeconds)),
        new ProjectionCheck(Duration.ofSeconds(lagSeconds), () -> projections.apply(log.store())),
        new StorageCheck());
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    Findings findings = new Findings();
    checks(log).forEach(check -> look(check, log.database(), findings));
    if (json.isAsked()) {
      writeJson(findings, terminal);
    } else {
      write(findings, terminal);
    }
    return findings.count(Level.BAD) == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void look(Check check, LogDatabase database, Findings findings) {
    findings.begin(check.name());
    try {
      check.look(database, findings);
    } catch (LogSchemaException | LogRejectedException e) {
      findings.note("could not be looked at: " + e.getMessage(), "");
    }
  }

  private static void write(Findings findings, Terminal terminal) {
    for (Finding finding : findings.all()) {
      String level = finding.level() == Level.BAD ? "BAD" : name(finding.level());
      terminal.line("%-5s %-13s %s", level, finding.check(), finding.what());
      if (!finding.remedy().isEmpty()) {
        terminal.line("%-5s %-13s -> %s", "", "", finding.remedy());
      }
    }
    long bad = findings.count(Level.BAD);
    terminal.line("%s", bad == 0 ? "Nothing is bad." : bad + " to be mended.");
  }

  private static void writeJson(Findings findings, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin().put("bad", findings.count(Level.BAD)).beginArray("findings");
      for (Finding finding : findings.all()) {
        out.begin()
            .put("check", finding.check())
            .put("level", name(finding.level()))
            .put("what", finding.what())
            .put("remedy", finding.remedy().isEmpty() ? null : finding.remedy())
            .end();
      }
      out.endArray().end();
    }
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
