package dev.cairn.bank.account;

/** Something was asked of an account that has been closed. */
public final class AccountIsClosed extends CommandRefused {

  private static final long serialVersionUID = 1L;

  AccountIsClosed(AccountId account) {
    super(account, "is closed");
  }
}
