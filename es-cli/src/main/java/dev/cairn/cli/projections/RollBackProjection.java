package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import dev.cairn.projection.ProjectionStatus.Built;
import picocli.CommandLine.Command;

/** {@code es projections rollback}. */
@Command(
    name = "rollback",
    description = {
      "Shows readers the previous generation of a projection again, at once. It stands where it stood when"
          + " it was replaced, and a process that has its version brings it up to date.",
      "The generation that is live now becomes the previous one: another rollback goes back to it."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances --dry-run",
      "  ${COMMAND-FULL-NAME} balances"
    })
final class RollBackProjection extends NamedProjectionCommand {

  RollBackProjection(ProjectionAccess access) {
    super(access);
  }

  @Override
  int work(ProjectionOperations operations, Terminal terminal) {
    ProjectionStatus status = status(operations).orElse(null);
    Built live = require(status == null ? null : status.live(), "live generation");
    Built previous = require(
        status == null ? null : status.previous(),
        "previous generation, to which it could be rolled back");
    if (!isDryRun()) {
      operations.rollback(projection());
    }
    terminal.line(
        "%s: readers %s generation %d again, of version %d, instead of generation %d, of version %d",
        projection(),
        isDryRun() ? "would see" : "see",
        previous.generation(),
        previous.version(),
        live.generation(),
        live.version());
    return ExitCode.OK;
  }
}
