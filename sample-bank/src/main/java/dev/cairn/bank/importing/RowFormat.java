package dev.cairn.bank.importing;

import dev.cairn.bank.account.AccountId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the rows of the file, and says exactly what is wrong with those that are none. */
final class RowFormat {

  static final List<String> HEADER = List.of(
      "trans_id",
      "account_id",
      "date",
      "type",
      "operation",
      "amount",
      "balance",
      "k_symbol",
      "bank",
      "account");

  /** Any such number fits into a command id, see {@link CommandIds}. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private static final Pattern DATE = Pattern.compile("[0-9]{6}");
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,10}\\.[0-9]{2}");

  private RowFormat() {}

  /** Whether the line names the columns as the format does. */
  static boolean isHeader(Line line) {
    try {
      return line.complete() && Columns.of(line.text()).equals(HEADER);
    } catch (MalformedRowException e) {
      return false;
    }
  }

  static TransactionRow parse(Line line) throws MalformedRowException {
    if (!line.complete()) {
      throw new MalformedRowException("is longer than " + Lines.LONGEST + " characters");
    }
    List<String> columns = Columns.of(line.text());
    if (columns.size() != HEADER.size()) {
      throw new MalformedRowException(
          "has " + columns.size() + " column(s) instead of " + HEADER.size());
    }
    return new TransactionRow(
        line,
        number(columns, 0),
        new AccountId(number(columns, 1)),
        date(columns.get(2)),
        isCredit(columns.get(3)),
        cents(columns.get(5)),
        Descriptions.of(columns.get(4), columns.get(7), columns.get(8), columns.get(9)));
  }

  private static long number(List<String> columns, int column) throws MalformedRowException {
    String text = columns.get(column);
    if (!NUMBER.matcher(text).matches()) {
      throw new MalformedRowException(
          HEADER.get(column) + " is \"" + text + "\", not a number of 1 to 18 digits");
    }
    return Long.parseLong(text);
  }

  /** The data set has two digits for the year and ends in 1998. */
  private static LocalDate date(String text) throws MalformedRowException {
    if (DATE.matcher(text).matches()) {
      int digits = Integer.parseInt(text);
      try {
        return LocalDate.of(1900 + digits / 10_000, digits / 100 % 100, digits % 100);
      } catch (DateTimeException noSuchDay) {
        // said below
      }
    }
    throw new MalformedRowException("date is \"" + text + "\", not a day as YYMMDD");
  }

  /** {@code PRIJEM} is a credit, {@code VYDAJ} a debit, and {@code VYBER} a debit in cash. */
  private static boolean isCredit(String type) throws MalformedRowException {
    return switch (type) {
      case "PRIJEM" -> true;
      case "VYDAJ", "VYBER" -> false;
      default ->
        throw new MalformedRowException(
            "type is \"" + type + "\", not one of PRIJEM, VYDAJ and VYBER");
    };
  }

  private static long cents(String text) throws MalformedRowException {
    if (!AMOUNT.matcher(text).matches()) {
      throw new MalformedRowException(
          "amount is \"" + text + "\", not a number of at most 10 digits, a point and two digits");
    }
    long cents = Long.parseLong(text.replace(".", ""));
    if (cents <= 0) {
      throw new MalformedRowException("amount is " + text + "; it must be above zero");
    }
    return cents;
  }
}
