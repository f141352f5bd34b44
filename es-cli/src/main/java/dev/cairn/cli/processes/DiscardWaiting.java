package dev.cairn.cli.processes;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.FromOne;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ReasonOption;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.WaitingCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es processes discard}. */
@Command(
    name = "discard",
    description = {
      "Decides that a command that waits is never to be carried out, and that the later ones of its"
          + " instance need not wait for it.",
      "The instance is not told, and goes on waiting for what the command would have led to, or for its"
          + " deadline. The decision stays on record."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} 1234 --reason 'paid by hand' --dry-run",
      "  ${COMMAND-FULL-NAME} 1234 --reason 'paid by hand' --by ann"
    })
final class DiscardWaiting extends ProcessCommand {

  @Parameters(
      paramLabel = "NUMBER",
      converter = FromOne.class,
      description = "The command, as 'processes waiting' numbers it.")
  private long number;

  @Mixin
  private ReasonOption reason = new ReasonOption();

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  DiscardWaiting(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(ProcessOperations operations, Terminal terminal) {
    WaitingCommand command = waiting(number, operations);
    if (!dryRun.isAsked() && !operations.discard(number, actor.name(), reason.value())) {
      throw doesNotWait(number);
    }
    terminal.line(
        "%d: %s %s for %s",
        number, dryRun.isAsked() ? "would discard" : "discarded", command.type(), command.key());
    return ExitCode.OK;
  }
}
