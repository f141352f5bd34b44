package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import picocli.CommandLine.Command;

/** {@code es projections drop-previous}. */
@Command(
    name = "drop-previous",
    description = {
      "Drops the previous generation of a projection, and whatever is left of earlier ones.",
      "That makes room on the disk, and there is no rollback after it."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances --dry-run",
      "  ${COMMAND-FULL-NAME} balances"
    })
final class DropPrevious extends NamedProjectionCommand {

  DropPrevious(ProjectionAccess access) {
    super(access);
  }

  @Override
  int work(ProjectionOperations operations, Terminal terminal) {
    boolean isThere = isDryRun()
        ? status(operations).map(ProjectionStatus::previous).isPresent()
        : operations.dropPrevious(projection());
    terminal.line(
        isThere ? "%s: %s the previous generation" : "%s: there is no previous generation",
        projection(),
        isDryRun() ? "would drop" : "dropped");
    return ExitCode.OK;
  }
}
