package dev.cairn.bank.account;

/** Money was to move from an account to itself. */
public final class SameAccount extends CommandRefused {

  private static final long serialVersionUID = 1L;

  /** For whoever moves money of that account. */
  public SameAccount(AccountId account) {
    super(account, "is where the money would come from and go to");
  }
}
