package dev.cairn.bank.account;

import java.util.UUID;

/** Which transfer money moves with. */
public record TransferId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
