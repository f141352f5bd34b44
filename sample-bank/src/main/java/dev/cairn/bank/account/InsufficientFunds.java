package dev.cairn.bank.account;

/** More was asked for than the balance and the overdraft limit allow. */
public final class InsufficientFunds extends CommandRefused {

  private static final long serialVersionUID = 1L;

  private final long available;
  private final long asked;

  InsufficientFunds(AccountId account, long available, long asked) {
    super(
        account,
        "has " + Cents.text(available) + " available, overdraft included, not "
            + Cents.text(asked));
    this.available = available;
    this.asked = asked;
  }

  /** What could have been withdrawn, in cents. */
  public long available() {
    return available;
  }

  /** What was to be withdrawn, in cents. */
  public long asked() {
    return asked;
  }
}
