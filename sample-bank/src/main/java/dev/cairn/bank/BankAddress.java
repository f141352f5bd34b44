package dev.cairn.bank;

/** Where the database of a bank is, for other processes. */
public record BankAddress(String jdbcUrl, String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
