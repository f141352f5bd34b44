package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.projection.ProjectionOperations;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code es projections as-of}. */
@Command(
    name = "as-of",
    description =
        "Builds the tables of a projection as they were at some moment, in a schema of their own,"
            + " and says its name. Drop that schema when it is needed no more.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances --position 1000",
      "  ${COMMAND-FULL-NAME} balances --instant 2026-01-01T00:00:00Z --dry-run"
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
        converter = InstantText.class,
        description = "After the last event recorded by then, such as 2026-01-31T12:00:00Z.")
    private @Nullable Instant instant;
  }

  @ArgGroup(multiplicity = "1")
  private @Nullable Moment moment;

  ProjectAsOf(ProjectionAccess access) {
    super(access);
  }

  @Override
  int work(ProjectionOperations operations, Terminal terminal) {
    Position position = position(operations, Objects.requireNonNull(moment));
    if (isDryRun()) {
      terminal.line("%s: would build it as of position %s", projection(), position);
      return ExitCode.OK;
    }
    String schema = WatchedBuild.run(
        "building", terminal, listener -> operations.asOf(projection(), position, listener));
    terminal.line("%s: as of position %s it is in the schema %s", projection(), position, schema);
    return ExitCode.OK;
  }

  private static Position position(ProjectionOperations operations, Moment moment) {
    return moment.position == null
        ? operations.positionAt(Objects.requireNonNull(moment.instant))
        : Position.of(moment.position);
  }
}
