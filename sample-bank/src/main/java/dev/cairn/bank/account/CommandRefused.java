package dev.cairn.bank.account;

/** An account said no to a command, and nothing has changed. */
public abstract sealed class CommandRefused extends RuntimeException
    permits AccountIsClosed,
        AmountNotPositive,
        BalanceNotZero,
        BalanceTooLarge,
        InsufficientFunds,
        NegativeOverdraftLimit,
        SameAccount {

  private static final long serialVersionUID = 1L;

  private final long account;

  CommandRefused(AccountId account, String reason) {
    super("Account " + account + " " + reason);
    this.account = account.value();
  }

  /** The account that refused. */
  public final AccountId account() {
    return new AccountId(account);
  }
}
