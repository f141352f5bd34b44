package dev.cairn.bank;

import static dev.cairn.codec.upcast.JsonEdit.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.cairn.bank.account.Account;
import dev.cairn.bank.transfer.Transfer;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import java.math.BigDecimal;

/**
 * All events of the bank, and how those are read that were stored in an earlier form. Their forms, of today
 * and of before, are in {@code sample-bank/events}.
 */
public final class BankEvents {

  private static final Upcasters HISTORY = Upcasters.of(
      // Once the amount was text, in a currency that went without saying.
      Upcaster.change(
          "money-deposited",
          1,
          edit()
              .replace("amount", BankEvents::cents)
              .rename("amount", "cents")
              .add("currency", "CZK")));

  private BankEvents() {}

  /** Stores them, and reads what the bank of before has stored, too. */
  public static JacksonEventCodec codec() {
    return JacksonEventCodec.forEvents(Account.Event.class, Transfer.Event.class)
        .withUpcasters(HISTORY);
  }

  /** "12.50" as 1250. */
  private static JsonNode cents(JsonNode amount) {
    return LongNode.valueOf(new BigDecimal(amount.textValue()).movePointRight(2).longValueExact());
  }
}
