package dev.cairn.bank.importing;

import dev.cairn.bank.account.AccountCommand;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.account.Withdraw;
import java.time.LocalDate;

/**
 * One well-formed row of the file.
 *
 * @param line where it stands
 * @param transaction the bank's number of it, unique in the file
 * @param credit whether the money comes in
 * @param cents more than 0
 */
record TransactionRow(
    Line line,
    long transaction,
    AccountId account,
    LocalDate date,
    boolean credit,
    long cents,
    String description) {

  /**
   * The overdraft limit of accounts that the import opens: 10^15 crowns. The data set has balances below
   * zero but no limits, and what the bank let through is to come through here, so the limit is far beyond
   * what rows with at most 10 digits before the point add up to.
   */
  static final long OVERDRAFT_LIMIT = 100_000_000_000_000_000L;

  /** What the row asks of its account. */
  AccountCommand command() {
    return credit
        ? new Deposit(account, cents, date, description)
        : new Withdraw(account, cents, date, description);
  }

  /** What the first row of an account asks before. */
  OpenAccount opening() {
    return new OpenAccount(account, OVERDRAFT_LIMIT, date);
  }
}
