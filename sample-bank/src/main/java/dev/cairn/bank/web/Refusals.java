package dev.cairn.bank.web;

import dev.cairn.bank.account.AmountNotPositive;
import dev.cairn.bank.account.BalanceNotZero;
import dev.cairn.bank.account.BalanceTooLarge;
import dev.cairn.bank.account.CommandRefused;
import dev.cairn.bank.account.InsufficientFunds;
import dev.cairn.bank.account.NegativeOverdraftLimit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Why accounts say no, as problems. The type is named like the exception. */
final class Refusals {

  private Refusals() {}

  static Problem problem(CommandRefused refusal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("account", refusal.account().value());
    addTo(fields, refusal);
    return Problem.refusal(slug(refusal.getClass()), String.valueOf(refusal.getMessage()), fields);
  }

  private static void addTo(Map<String, Object> fields, CommandRefused refusal) {
    if (refusal instanceof InsufficientFunds e) {
      fields.put("available", e.available());
      fields.put("asked", e.asked());
    } else if (refusal instanceof AmountNotPositive e) {
      fields.put("cents", e.cents());
    } else if (refusal instanceof BalanceNotZero e) {
      fields.put("balance", e.balance());
    } else if (refusal instanceof BalanceTooLarge e) {
      fields.put("balance", e.balance());
      fields.put("deposit", e.deposit());
    } else if (refusal instanceof NegativeOverdraftLimit e) {
      fields.put("limit", e.limit());
    }
  }

  private static String slug(Class<?> refusal) {
    return refusal.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
