package dev.cairn.cli.schema;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.SchemaAccess;
import dev.cairn.cli.command.SchemaCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.codec.schema.Compatibility;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.codec.schema.Finding;
import dev.cairn.codec.schema.SchemaGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es schema check}. */
@Command(
    name = "check",
    description = {
      "Compares the events in the code with the committed files, and ends with 1 if a change breaks a reader.",
      "BACKWARD: the code reads the events in the log. FORWARD: older code and consumers read the events of today."
          + " FULL: both. With _TRANSITIVE, every form that was ever committed counts, else the last one."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} events",
      "  ${COMMAND-FULL-NAME} events --mode FULL --type money-deposited",
      "  ${COMMAND-FULL-NAME} events --committed             also if a form is not among the files"
    })
final class CheckSchemas extends SchemaCommand {

  @Parameters(paramLabel = "DIR", description = "Where 'schema export' has written the files.")
  private Path directory = Path.of("");

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Compatibility mode = Compatibility.BACKWARD_TRANSITIVE;

  @Option(
      names = "--committed",
      description = "End with 1 also if the code has a form that is not among the files.")
  private boolean committed;

  @Mixin
  private ChosenTypes types = new ChosenTypes();

  @Mixin
  private JsonOption json = new JsonOption();

  CheckSchemas(SchemaAccess access) {
    super(access);
  }

  @Override
  protected int run(SchemaAccess access, EventSchemas events, Terminal terminal) {
    SchemaGuard guard = types.of(events.in(directory)).under(mode);
    List<Finding> findings = guard.findings();
    List<String> uncommitted = guard.uncommitted();
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        write(findings, uncommitted, out);
      }
    } else {
      write(findings, uncommitted, terminal);
    }
    boolean isGood = findings.isEmpty() && (uncommitted.isEmpty() || !committed);
    return isGood ? ExitCode.OK : ExitCode.FAILED;
  }

  private void write(List<Finding> findings, List<String> uncommitted, Terminal terminal) {
    for (Finding finding : findings) {
      terminal.line(
          "%s revision %d%s",
          finding.type(),
          finding.revision(),
          finding.path().isEmpty() ? "" : ", " + finding.path());
      terminal.line("  %s", finding.change());
      terminal.line("  %s", finding.consequence());
      terminal.line("  remedy: %s", finding.remedy());
    }
    for (String type : uncommitted) {
      terminal.line("%s has a form that is not in %s: 'schema export'", type, directory);
    }
    if (findings.isEmpty()) {
      terminal.line("Compatible with %s under %s", directory, mode);
    }
  }

  private void write(List<Finding> findings, List<String> uncommitted, JsonOutput out) {
    out.begin().put("mode", mode).put("compatible", findings.isEmpty()).beginArray("findings");
    for (Finding finding : findings) {
      out.begin()
          .put("type", finding.type())
          .put("revision", finding.revision())
          .put("reader", finding.reader().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .put("path", finding.path())
          .put("change", finding.change())
          .put("consequence", finding.consequence())
          .put("remedy", finding.remedy())
          .end();
    }
    out.endArray().beginArray("uncommitted");
    uncommitted.forEach(out::add);
    out.endArray().end();
  }
}
