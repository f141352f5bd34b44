package dev.cairn.cli.projections;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.event.Position;
import dev.cairn.projection.ProjectionOperations;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es projections as-of}. */
@Command(
    name = "as-of",
    description =
        "Builds the tables of a projection as they were at some moment, in a schema of their own,"
            + " and says its name. Drop the schema when it is needed no more.",
    footer = {
      "%nExamples:",
      "  projections as-of balances --position 1000",
      "  projections as-of balances --instant 2026-01-01T00:00:00Z"
    })
final class ProjectAsOf extends NamedProjectionCommand {

  /** One of the two. */
  private static final class Moment {

    @Option(
        names = "--position",
        paramLabel = "N",
        description = "After the event at that position.")
    private @Nullable Long position;

    @Option(
        names = "--instant",
        paramLabel = "TIME",
        description = "After the last event recorded by then.")
    private @Nullable Instant instant;
  }

  @ArgGroup(multiplicity = "1")
  private @Nullable Moment moment;

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  ProjectAsOf(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(String projection, ProjectionOperations operations, Terminal terminal) {
    Position position = position(operations, Objects.requireNonNull(moment));
    if (dryRun.isAsked()) {
      terminal.line("would build %s as of position %,d", projection, position.value());
      return ExitCode.OK;
    }
    BuildProgress progress = new BuildProgress("building");
    String schema = ProgressDisplay.during(
        progress, terminal.err(), () -> operations.asOf(projection, position, progress));
    terminal.line(
        "%s as of position %,d is in the schema %s", projection, position.value(), schema);
    return ExitCode.OK;
  }

  private static Position position(ProjectionOperations operations, Moment moment) {
    if (moment.position != null) {
      return new Position(moment.position);
    }
    return operations.positionAt(Objects.requireNonNull(moment.instant));
  }
}
