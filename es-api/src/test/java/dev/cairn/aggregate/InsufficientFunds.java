package dev.cairn.aggregate;

public final class InsufficientFunds extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long missing;

  public InsufficientFunds(AccountId id, long balance, long cents) {
    super("Account " + id.value() + " has " + balance + " cents, not " + cents);
    this.missing = cents - balance;
  }

  public long missing() {
    return missing;
  }
}
