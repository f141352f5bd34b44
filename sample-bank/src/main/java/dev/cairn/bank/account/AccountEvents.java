package dev.cairn.bank.account;

import static dev.cairn.codec.upcast.JsonEdit.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import java.math.BigDecimal;

/** How events of accounts are read that were stored in an earlier form. */
public final class AccountEvents {

  /** What they have been before. */
  public static final Upcasters HISTORY = Upcasters.of(Upcaster.change(
      "money-deposited",
      1,
      edit()
          .replace("amount", AccountEvents::cents)
          .rename("amount", "cents")
          .add("currency", "CZK")));

  private AccountEvents() {}

  /** "12.50" as 1250. */
  private static JsonNode cents(JsonNode amount) {
    return LongNode.valueOf(new BigDecimal(amount.textValue()).movePointRight(2).longValueExact());
  }
}
