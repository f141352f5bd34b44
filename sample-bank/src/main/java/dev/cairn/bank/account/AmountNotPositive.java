package dev.cairn.bank.account;

/** An amount was zero or negative. */
public final class AmountNotPositive extends CommandRefused {

  private static final long serialVersionUID = 1L;

  private final long cents;

  /** For whoever moves money of that account. */
  public AmountNotPositive(AccountId account, long cents) {
    super(account, "takes and gives amounts above zero only, not " + Cents.text(cents));
    this.cents = cents;
  }

  /** The amount. */
  public long cents() {
    return cents;
  }
}
