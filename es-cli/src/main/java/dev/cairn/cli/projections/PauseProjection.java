package dev.cairn.cli.projections;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ReasonOption;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es projections pause}. */
@Command(
    name = "pause",
    description =
        "Makes a projection stand still, in every process, until it is resumed. Its read model can be"
            + " read meanwhile, and falls behind.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances --reason 'the disk is being changed'",
      "  ${COMMAND-FULL-NAME} balances --reason 'the disk is being changed' --by ann --dry-run"
    })
final class PauseProjection extends NamedProjectionCommand {

  @Mixin
  private ReasonOption reason = new ReasonOption();

  @Mixin
  private ActorOption actor = new ActorOption();

  PauseProjection(ProjectionAccess access) {
    super(access);
  }

  @Override
  int work(ProjectionOperations operations, Terminal terminal) {
    boolean paused = isDryRun()
        ? status(operations).map(ProjectionStatus::pause).isEmpty()
        : operations.pause(projection(), actor.name(), reason.value());
    terminal.line(
        paused ? "%s: %s it" : "%s: it stands still already",
        projection(),
        isDryRun() ? "would pause" : "paused");
    return ExitCode.OK;
  }
}
