package dev.cairn.bank.account;

/** The number of an account. */
public record AccountId(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
