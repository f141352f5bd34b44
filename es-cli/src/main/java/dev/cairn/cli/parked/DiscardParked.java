package dev.cairn.cli.parked;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.parking.DiscardOptions;
import dev.cairn.cli.parking.WaitingEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es parked discard}. */
@Command(
    name = "discard",
    description = {
      "Decides that a parked event, or all that waits under a key, is never to be handled by the projection.",
      "The event stays in the log, and the decision on record. What follows a discarded event goes on"
          + " waiting until 'parked retry'. A rebuild handles every event again."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances 42 --position 1234 --reason 'entered by mistake' --dry-run",
      "  ${COMMAND-FULL-NAME} balances 42 --all --reason 'a test account' --by ann"
    })
final class DiscardParked extends ParkedCommand {

  @Parameters(index = "1", paramLabel = "KEY", description = "The key, as 'parked list' shows it.")
  private String key = "";

  @Mixin
  private DiscardOptions discard = new DiscardOptions();

  DiscardParked(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(WaitingEvents waiting, Terminal terminal) {
    if (!discard.isOneThing()) {
      throw new CommandFailedException(ExitCode.USAGE, "say either --position or --all");
    }
    discard.discard(key, waiting, terminal);
    return ExitCode.OK;
  }
}
