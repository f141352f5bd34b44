package dev.cairn.bank.account;

/** A deposit would have made the balance larger than a long can say. */
public final class BalanceTooLarge extends CommandRefused {

  private static final long serialVersionUID = 1L;

  private final long balance;
  private final long deposit;

  BalanceTooLarge(AccountId account, long balance, long deposit, ArithmeticException cause) {
    super(
        account,
        "holds " + Cents.text(balance) + " and cannot take " + Cents.text(deposit) + " more");
    this.balance = balance;
    this.deposit = deposit;
    initCause(cause);
  }

  /** The balance that stays, in cents. */
  public long balance() {
    return balance;
  }

  /** What was to be deposited, in cents. */
  public long deposit() {
    return deposit;
  }
}
