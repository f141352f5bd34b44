package dev.cairn.bank;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountEvents;
import dev.cairn.bank.transfer.Transfer;
import dev.cairn.codec.JacksonEventCodec;

/** All events of the bank. Their forms, today's and those of before, are in {@code sample-bank/events}. */
public final class BankEvents {

  private BankEvents() {}

  /** Stores them, and reads what the bank of before has stored, too. */
  public static JacksonEventCodec codec() {
    return JacksonEventCodec.forEvents(Account.Event.class, Transfer.Event.class)
        .withUpcasters(AccountEvents.HISTORY);
  }
}
