package dev.cairn.bank.importing;

import dev.cairn.bank.account.AccountId;
import java.util.UUID;

/**
 * Command ids that are made of the bank's own numbers, so a row that is sent again is known by the log.
 * They are UUIDs of version 8 (RFC 9562), whose bits are an application's own: a prefix that says what
 * the number is, and the number.
 */
final class CommandIds {

  private static final long TRANSACTION = 0x6261_6e6b_0001_8000L;
  private static final long OPENING = 0x6261_6e6b_0002_8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private CommandIds() {}

  static UUID ofTransaction(long transaction) {
    return new UUID(TRANSACTION, VARIANT | transaction);
  }

  static UUID ofOpening(AccountId account) {
    return new UUID(OPENING, VARIANT | account.value());
  }

  static boolean isOfTransaction(UUID command) {
    return command.getMostSignificantBits() == TRANSACTION;
  }

  /** The number that {@link #ofTransaction} was given. */
  static long transactionOf(UUID command) {
    return command.getLeastSignificantBits() & ~VARIANT;
  }
}
