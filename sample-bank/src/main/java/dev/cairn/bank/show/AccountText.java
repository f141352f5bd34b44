package dev.cairn.bank.show;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.Cents;
import dev.cairn.bank.history.AccountHistory;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An account for people. */
final class AccountText {

  private static final String ROW = "%7s  %-10s  %-15s  %16s  %16s  %-24s  %s";

  private AccountText() {}

  static void print(Account account, AccountHistory history, PrintStream out) {
    line(out, "Account %s%s", account.id(), account.closed() ? " (closed)" : "");
    line(out, "  balance         %25s", Cents.text(account.balance()));
    line(out, "  overdraft limit %25s", Cents.text(account.overdraftLimit()));
    line(out, "  version         %25s", history.version());
    out.println();
    line(out, ROW, "version", "booked", "event", "amount", "balance", "recorded", "description");
    for (AccountHistory.Entry entry : history.entries()) {
      line(
          out,
          ROW,
          entry.version(),
          entry.booked(),
          entry.type(),
          entry.cents() == 0 ? "" : Cents.text(entry.cents()),
          Cents.text(entry.balance()),
          entry.recorded().truncatedTo(ChronoUnit.MILLIS),
          entry.description());
    }
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
