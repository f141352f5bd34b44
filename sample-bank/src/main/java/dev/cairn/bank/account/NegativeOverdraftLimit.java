package dev.cairn.bank.account;

/** An account was to be opened with an overdraft limit below zero. */
public final class NegativeOverdraftLimit extends CommandRefused {

  private static final long serialVersionUID = 1L;

  private final long limit;

  NegativeOverdraftLimit(AccountId account, long limit) {
    super(account, "cannot have an overdraft limit of " + Cents.text(limit) + "; it is 0 or more");
    this.limit = limit;
  }

  /** The limit that was asked for, in cents. */
  public long limit() {
    return limit;
  }
}
