package dev.cairn.bank.importing;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the file itself adds up to, account by account: the oracle that the log is compared with. It reads
 * the lines in its own simple way and knows neither the row format's code nor accounts nor events.
 */
final class FileFold {

  // trans_id; account_id; date; type; operation; amount; and the rest
  private static final Pattern LINE = Pattern.compile("\"?(?<transaction>\\d+)\"?"
      + ";\"?(?<account>\\d+)\"?"
      + ";[^;]*"
      + ";\"?(?<type>\\w+)\"?"
      + ";(?:\"(?:[^\"]|\"\")*\"|[^;]*)"
      + ";\"?(?<amount>[0-9.]+)\"?"
      + ";.*");

  private final Map<Long, Long> cents = new HashMap<>();

  /** Counts a line in. */
  synchronized void add(String line) {
    count(line, 1);
  }

  /** Takes a line out again that an account has refused. */
  synchronized void remove(String line) {
    count(line, -1);
  }

  private void count(String line, int times) {
    Matcher columns = LINE.matcher(line);
    if (!columns.matches()) {
      throw new IllegalStateException("The oracle cannot read a line that is well-formed: " + line);
    }
    long account = Long.parseLong(columns.group("account"));
    long amount = new BigDecimal(columns.group("amount")).movePointRight(2).longValueExact();
    boolean credit = columns.group("type").equals("PRIJEM");
    cents.merge(account, times * (credit ? amount : -amount), Long::sum);
  }

  /** The sum of the signed amounts of each account that has rows, in cents. */
  synchronized Map<Long, Long> balances() {
    return new HashMap<>(cents);
  }
}
