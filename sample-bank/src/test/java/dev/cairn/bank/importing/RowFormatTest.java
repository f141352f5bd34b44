package dev.cairn.bank.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.Withdraw;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RowFormatTest {

  private static final String GOOD = "695247;2378;930131;\"PRIJEM\";\"VKLAD\";700.05;700.00;\"\";;";

  private static TransactionRow parse(String text) throws MalformedRowException {
    return RowFormat.parse(new Line(2, text, true));
  }

  private static void assertMalformed(String text, String reason) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(MalformedRowException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aCreditIsADeposit() throws MalformedRowException {
    TransactionRow row = parse(GOOD);
    assertThat(row.transaction()).isEqualTo(695247);
    assertThat(row.command())
        .isEqualTo(new Deposit(new AccountId(2378), 70_005, LocalDate.of(1993, 1, 31), "cash in"));
  }

  @Test
  void aDebitIsAWithdrawal() throws MalformedRowException {
    TransactionRow row =
        parse("1;2;981231;\"VYDAJ\";\"PREVOD NA UCET\";0.01;-3.00;\"SIPO\";\"QR\";\"13943797\"");
    assertThat(row.command())
        .isEqualTo(new Withdraw(
            new AccountId(2),
            1,
            LocalDate.of(1998, 12, 31),
            "household, to another bank, QR 13943797"));
    assertThat(parse(GOOD.replace("PRIJEM", "VYBER")).credit()).isFalse();
  }

  @Test
  void quotesAreOptionalAndHoldSemicolonsAndQuotes() throws MalformedRowException {
    TransactionRow row =
        parse("\"1\";\"2\";\"930101\";PRIJEM;\"a;b \"\"c\"\"\";\"1.00\";;UROK;\"Å;\";7");
    assertThat(row.description()).isEqualTo("interest, a;b \"c\", Å; 7");
    assertThat(row.cents()).isEqualTo(100);
  }

  @Test
  void numbersMayBeAsLongAsTheirLimit() throws MalformedRowException {
    TransactionRow row =
        parse(GOOD.replace("695247", "999999999999999999").replace("700.05", "9999999999.99"));
    assertThat(row.transaction()).isEqualTo(999_999_999_999_999_999L);
    assertThat(row.cents()).isEqualTo(999_999_999_999L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "one",
        "1;2;930101;\"PRIJEM\";\"VKLAD\";7.00;7.00;\"\";",
        "1;2;930101;\"PRIJEM\";\"VKLAD\";7.00;7.00;\"\";;;"
      })
  void aRowHasTenColumns(String text) {
    assertMalformed(text, "column(s) instead of 10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "-1", "+1", "1.0", " 1", "1e3", "0x1", "1234567890123456789", "١"})
  void idsAreNumbers(String id) {
    assertMalformed(GOOD.replace("695247", id), "trans_id is \"" + id + "\"");
    assertMalformed(GOOD.replace("2378", id), "account_id is \"" + id + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "930229", "931301", "930100", "930132", "19930101", "93-1-1", "9301O1"})
  void datesAreDays(String date) {
    assertMalformed(GOOD.replace("930131", date), "date is \"" + date + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "7.0",
        "7.000",
        "7,00",
        "1,000.00",
        "1e2",
        "NaN",
        ".50",
        "+7.00",
        "12345678901.00",
        "7.00 ",
        "0x7.00"
      })
  void amountsAreNumbersWithTwoPlaces(String amount) {
    assertMalformed(GOOD.replace("700.05", amount), "amount is \"" + amount + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.00", "-0.00", "-0.01", "-700.00"})
  void amountsAreAboveZero(String amount) {
    assertMalformed(GOOD.replace("700.05", amount), "must be above zero");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "prijem", "CREDIT", "PRIJEM "})
  void typesAreKnown(String type) {
    assertMalformed(GOOD.replace("PRIJEM", type), "type is \"" + type + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"VKLAD            | has a quote that is never closed",
        "\"VKLAD\" x        | goes on after its closing quote",
        "VK\"LAD            | has a quote within its text",
        "\"VKLAD\"\"        | has a quote that is never closed"
      })
  void quotesComeInPairs(String operation, String reason) {
    assertMalformed(GOOD.replace("\"VKLAD\"", operation), "column 5 " + reason);
  }

  @Test
  void textHasNoControlCharacters() {
    assertMalformed(GOOD.replace("VKLAD", "a\u0000b"), "column 5 has a control character");
    assertMalformed(GOOD.replace("VKLAD", "a\u001b[2Jb"), "column 5 has a control character");
    assertMalformed(GOOD.replace("VKLAD", "a\u0085b"), "column 5 has a control character");
  }

  @Test
  void textIsNotLongerThanAnyColumnOfTheFormat() throws MalformedRowException {
    assertThat(parse(GOOD.replace("VKLAD", "x".repeat(64))).description()).hasSize(64);
    assertMalformed(GOOD.replace("VKLAD", "x".repeat(65)), "column 5 is longer than 64");
  }

  @Test
  void linesThatWereCutAreNoRows() {
    assertThatThrownBy(() -> RowFormat.parse(new Line(2, GOOD, false)))
        .hasMessage("is longer than 1000 characters");
  }

  @Test
  void theHeaderNamesTheColumns() {
    assertThat(RowFormat.isHeader(new Line(1, String.join(";", RowFormat.HEADER), true)))
        .isTrue();
    assertThat(RowFormat.isHeader(new Line(1, GOOD, true))).isFalse();
    assertThat(RowFormat.isHeader(new Line(1, "\"", true))).isFalse();
  }
}
