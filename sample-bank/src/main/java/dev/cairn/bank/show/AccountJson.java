package dev.cairn.bank.show;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.bank.account.Account;
import dev.cairn.bank.history.AccountHistory;

/** An account for programs. */
final class AccountJson {

  private AccountJson() {}

  /** One JSON object on one line; amounts in cents. */
  static String of(Account account, AccountHistory history) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("account", account.id().value());
    json.put("balance", account.balance());
    json.put("overdraftLimit", account.overdraftLimit());
    json.put("closed", account.closed());
    json.put("version", history.version().value());
    for (AccountHistory.Entry entry : history.entries()) {
      json.withArray("/history")
          .addObject()
          .put("version", entry.version().value())
          .put("type", entry.type())
          .put("booked", entry.booked().toString())
          .put("recorded", entry.recorded().toString())
          .put("cents", entry.cents())
          .put("balance", entry.balance())
          .put("description", entry.description());
    }
    return json.toString();
  }
}
