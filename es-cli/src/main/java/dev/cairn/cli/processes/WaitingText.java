package dev.cairn.cli.processes;

import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.WaitingCommand;

/** A command that waits, for people. */
final class WaitingText {

  private WaitingText() {}

  static void print(WaitingCommand command, Terminal terminal) {
    terminal.line(
        "%9d  %s  %s  %s  sent %s",
        command.number(), command.key(), command.type(), command.command(), command.sent());
    if (command.attempts() > 0) {
      terminal.line(
          "           failed %d times, the next try is not before %s: %s",
          command.attempts(), command.nextTry(), command.error());
    }
  }
}
