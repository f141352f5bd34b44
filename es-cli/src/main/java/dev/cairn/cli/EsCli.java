package dev.cairn.cli;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.FailureReport;
import dev.cairn.cli.command.KafkaAccess;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.SchemaAccess;
import dev.cairn.cli.command.SnapshotAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.doctor.DoctorCommands;
import dev.cairn.cli.events.EventCommands;
import dev.cairn.cli.log.LogCommands;
import dev.cairn.cli.outbox.OutboxCommands;
import dev.cairn.cli.parked.ParkedCommands;
import dev.cairn.cli.processes.ProcessCommands;
import dev.cairn.cli.projections.ProjectionCommands;
import dev.cairn.cli.schema.SchemaCommands;
import dev.cairn.cli.snapshots.SnapshotCommands;
import dev.cairn.cli.streams.StreamCommands;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The commands for operators, in an application's own command line or as a program:
 *
 * <pre>{@code
 * new CommandLine(new Bank()).addSubcommand(EsCli.of(BankAccess::new).named("es"));     // bank es streams show ...
 * System.exit(EsCli.of(BankAccess::new).run("bank-log", System.out, System.err, args)); // bank-log streams show ...
 * }</pre>
 *
 * <p>The application says how its log is found and opened, with options of its own if it likes: see {@link
 * LogAccess}. {@link PostgresLogOptions} is for those that have none.
 */
public final class EsCli {

  private final Supplier<? extends LogAccess> log;
  private final @Nullable Supplier<? extends KafkaAccess> kafka;
  private final @Nullable Supplier<? extends ProjectionAccess> projections;
  private final @Nullable Supplier<? extends SnapshotAccess> snapshots;
  private final @Nullable Supplier<? extends SchemaAccess> schemas;

  private EsCli(
      Supplier<? extends LogAccess> log,
      @Nullable Supplier<? extends KafkaAccess> kafka,
      @Nullable Supplier<? extends ProjectionAccess> projections,
      @Nullable Supplier<? extends SnapshotAccess> snapshots,
      @Nullable Supplier<? extends SchemaAccess> schemas) {
    this.log = log;
    this.kafka = kafka;
    this.projections = projections;
    this.snapshots = snapshots;
    this.schemas = schemas;
  }

  /**
   * Commands on a log.
   *
   * @param log makes one object for each command, whose options become options of that command
   */
  public static EsCli of(Supplier<? extends LogAccess> log) {
    return new EsCli(log, null, null, null, null);
  }

  /**
   * The same, with the commands that need Kafka.
   *
   * @param access as for the log: one object for each of these commands
   */
  public EsCli withKafka(Supplier<? extends KafkaAccess> access) {
    return new EsCli(log, access, projections, snapshots, schemas);
  }

  /**
   * The same, with commands on the application's projections, its processes included.
   *
   * @param access makes one object for each of them, whose options become options of that command
   */
  public EsCli withProjections(Supplier<? extends ProjectionAccess> access) {
    return new EsCli(log, kafka, access, snapshots, schemas);
  }

  /**
   * The same, with commands on the application's snapshots.
   *
   * @param access makes one object for each of them, whose options become options of that command
   */
  public EsCli withSnapshots(Supplier<? extends SnapshotAccess> access) {
    return new EsCli(log, kafka, projections, access, schemas);
  }

  /**
   * The same, with commands on the forms of the application's events.
   *
   * @param access makes one object for each of them, whose options become options of that command
   */
  public EsCli withSchemas(Supplier<? extends SchemaAccess> access) {
    return new EsCli(log, kafka, projections, snapshots, access);
  }

  /** The commands, to be added to an application's own; whose handlers they then have: see {@link FailureReport}. */
  public CommandLine named(String name) {
    CommandGroup es = CommandGroup.named(
            name, "Looks after the event log: its streams, its events, its state.")
        .with(StreamCommands.group(log))
        .with(EventCommands.group(log))
        .with(LogCommands.group(log))
        .with(OutboxCommands.group(log, kafka))
        .with(DoctorCommands.doctor(log, projections));
    if (projections != null) {
      es.with(ProjectionCommands.group(projections))
          .with(ParkedCommands.group(projections))
          .with(ProcessCommands.group(projections));
    }
    if (snapshots != null) {
      es.with(SnapshotCommands.group(snapshots));
    }
    if (schemas != null) {
      es.with(SchemaCommands.group(schemas));
    }
    return es.withExitCodes().commandLine();
  }

  /**
   * Runs one command.
   *
   * @return the exit code, see {@link dev.cairn.cli.command.ExitCode}
   */
  public int run(String program, PrintStream out, PrintStream err, String... args) {
    CommandLine commands = named(program)
        .setOut(Terminal.writer(out))
        .setErr(Terminal.writer(err))
        .setUsageHelpAutoWidth(false);
    return new FailureReport(program)
        .applyTo(commands)
        .execute(args.length == 0 ? new String[] {"--help"} : args);
  }
}
