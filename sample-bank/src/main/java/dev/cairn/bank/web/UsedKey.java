package dev.cairn.bank.web;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.CloseAccount;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.account.Withdraw;
import dev.cairn.bank.transfer.StartTransfer;
import dev.cairn.bank.transfer.Transfer;
import dev.cairn.command.CommandResult;

/**
 * Tells a command that is sent again from another one that is sent under the same key by mistake. Its day
 * is not looked at: a command that names none is sent again on another day than the first time.
 */
final class UsedKey {

  private UsedKey() {}

  /**
   * @throws RefusedRequestException if the result is that of another command
   */
  static void check(Object command, CommandResult result) {
    if (result.repeated() && !result.events().stream().allMatch(event -> fits(command, event))) {
      throw new RefusedRequestException(
          ProblemType.KEY_USED,
          "Another command was carried out under this key; each command has a key of its own");
    }
  }

  private static boolean fits(Object command, Object event) {
    if (command instanceof OpenAccount c) {
      return event instanceof Account.Opened e && e.overdraftLimit() == c.overdraftLimit();
    }
    if (command instanceof Deposit c) {
      return event instanceof Account.Deposited e
          && e.cents() == c.cents()
          && e.description().equals(c.description());
    }
    if (command instanceof Withdraw c) {
      return event instanceof Account.Withdrawn e
          && e.cents() == c.cents()
          && e.description().equals(c.description());
    }
    if (command instanceof StartTransfer c) {
      return event instanceof Transfer.Started e
          && e.from().equals(c.from())
          && e.to().equals(c.to())
          && e.cents() == c.cents();
    }
    return command instanceof CloseAccount && event instanceof Account.Closed;
  }
}
