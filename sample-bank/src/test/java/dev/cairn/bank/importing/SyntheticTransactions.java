package dev.cairn.bank.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * Invents transactions in the format of the PKDD'99 data set: the same arguments give the same file.
 * {@link #main} writes the file that comes with the bank.
 *
 * <p>The numbers begin at 9,000,000 for transactions and at 900,001 for accounts, above all of the data
 * set, so both may be imported into one log.
 */
public final class SyntheticTransactions {

  static final int BUNDLED_ACCOUNTS = 40;
  static final int BUNDLED_ROWS = 400;

  private static final DateTimeFormatter YYMMDD = DateTimeFormatter.ofPattern("yyMMdd");
  private static final String[][] KINDS = {
    {"PRIJEM", "VKLAD", "", ""},
    {"PRIJEM", "PREVOD Z UCTU", "DUCHOD", "AB"},
    {"PRIJEM", "", "UROK", ""},
    {"VYDAJ", "VYBER", "", ""},
    {"VYDAJ", "VYBER", "SLUZBY", ""},
    {"VYDAJ", "PREVOD NA UCET", "SIPO", "YZ"},
    {"VYDAJ", "VYBER KARTOU", "", ""},
    {"VYBER", "VYBER", "", ""},
  };

  private final Random random;
  private final int accounts;
  private final long[] balances;
  private final StringBuilder text = new StringBuilder();

  private SyntheticTransactions(int accounts, long seed) {
    this.random = new Random(seed);
    this.accounts = accounts;
    this.balances = new long[accounts];
  }

  /** A whole file; every account has a row if there are enough. */
  public static String file(int accounts, int rows, long seed) {
    SyntheticTransactions file = new SyntheticTransactions(accounts, seed);
    file.text
        .append("\"trans_id\";\"account_id\";\"date\";\"type\";\"operation\";\"amount\"")
        .append(";\"balance\";\"k_symbol\";\"bank\";\"account\"\n");
    for (int row = 0; row < rows; row++) {
      file.append(row, rows);
    }
    return file.text.toString();
  }

  /** The file that comes with the bank. */
  static String bundled() {
    return file(BUNDLED_ACCOUNTS, BUNDLED_ROWS, 1995);
  }

  private void append(int row, int rows) {
    boolean first = row < accounts;
    int account = first ? row : random.nextInt(accounts);
    String[] kind = KINDS[first ? 0 : random.nextInt(KINDS.length)];
    boolean credit = kind[0].equals("PRIJEM");
    long cents = kind[2].equals("UROK") || kind[2].equals("SLUZBY")
        ? 1 + random.nextInt(20_000)
        : 100L * (1 + random.nextInt(credit ? 30_000 : 12_000));
    balances[account] += credit ? cents : -cents;
    LocalDate day = LocalDate.of(1995, 1, 1).plusDays(365L * row / rows);
    text.append(String.format(
        Locale.ROOT,
        "%d;%d;%s;\"%s\";\"%s\";%s;%s;\"%s\";%s;%s\n",
        9_000_000 + row,
        900_001 + account,
        YYMMDD.format(day),
        kind[0],
        kind[1],
        crowns(cents),
        crowns(balances[account]),
        kind[2],
        kind[3].isEmpty() ? "" : "\"" + kind[3] + "\"",
        kind[3].isEmpty() ? "" : "\"" + (10_000_000 + random.nextInt(90_000_000)) + "\""));
  }

  private static String crowns(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  /** Writes the bundled file to the path that is given. */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), bundled(), StandardCharsets.ISO_8859_1);
  }
}
