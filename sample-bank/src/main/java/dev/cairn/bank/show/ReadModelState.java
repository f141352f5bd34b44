package dev.cairn.bank.show;

import dev.cairn.bank.Bank;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.projection.ProjectionStatus;
import java.io.PrintStream;

/** Whether a read model can be read, and what to know about it then. */
final class ReadModelState {

  private ReadModelState() {}

  /**
   * Tells people, beside the result, that there is more in the log than the read model shows.
   *
   * @throws CommandFailedException if it was never built
   */
  static void require(Bank bank, String readModel, PrintStream err) {
    ProjectionStatus status = ProjectionStatus.of(bank.store().database(), readModel)
        .filter(known -> known.live() != null)
        .orElseThrow(() -> new CommandFailedException(
            ExitCode.FAILED,
            "there is no read model '" + readModel + "' yet; run 'bank import' first"));
    if (status.lagEvents() > 0) {
      err.println("The read model '" + readModel + "' is " + counted(status.lagEvents(), "position")
          + " behind the log; the next import brings it up to date.");
    }
    if (status.parkedKeys() > 0) {
      err.println("In the read model '" + readModel + "' events of "
          + counted(status.parkedKeys(), "key")
          + " are missing, because they could not be handled.");
    }
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
