package dev.cairn.bank.account;

/** An account that is not empty was to be closed. */
public final class BalanceNotZero extends CommandRefused {

  private static final long serialVersionUID = 1L;

  private final long balance;

  BalanceNotZero(AccountId account, long balance) {
    super(account, "has a balance of " + Cents.text(balance) + " and closes at zero only");
    this.balance = balance;
  }

  /** In cents. */
  public long balance() {
    return balance;
  }
}
