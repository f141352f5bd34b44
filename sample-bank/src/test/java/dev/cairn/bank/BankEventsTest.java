package dev.cairn.bank;

import dev.cairn.bank.account.Account.Deposited;
import dev.cairn.testing.UpcasterFixture;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;

/** Events as the bank of before has stored them. */
final class BankEventsTest {

  private static final UpcasterFixture HISTORY = UpcasterFixture.of(BankEvents.codec());
  private static final Currency CZK = Currency.getInstance("CZK");
  private static final LocalDate DAY = LocalDate.of(1993, 1, 5);

  private static Deposited deposited(long cents) {
    return new Deposited(cents, CZK, DAY, "cash in");
  }

  private static String stored(String amount) {
    return "{'amount':" + amount + ",'on':'1993-01-05','description':'cash in'}";
  }

  @Test
  void amountsWereText() {
    HISTORY.given("money-deposited", 1, stored("'3207.80'")).then(deposited(320_780));
    HISTORY.given("money-deposited", 1, stored("'3207.8'")).then(deposited(320_780));
    HISTORY.given("money-deposited", 1, stored("'700'")).then(deposited(70_000));
    HISTORY.given("money-deposited", 1, stored("'0.01'")).then(deposited(1));
    HISTORY
        .given("money-deposited", 1, stored("'92233720368547758.07'"))
        .then(deposited(Long.MAX_VALUE));
  }

  @Test
  void anAmountThatIsNoneIsNotGuessed() {
    for (String amount :
        new String[] {"'0.001'", "'a lot'", "''", "12.5", "'92233720368547758.08'"}) {
      HISTORY.given("money-deposited", 1, stored(amount)).thenRefusedAt("/amount");
    }
    HISTORY.given("money-deposited", 1, stored("null")).thenRefusedAt("/cents");
  }

  @Test
  void todaysAreReadAsTheyAre() {
    HISTORY
        .given(
            "money-deposited",
            2,
            "{'cents':5,'currency':'EUR','on':'1993-01-05','description':'cash in'}")
        .then(new Deposited(5, Currency.getInstance("EUR"), DAY, "cash in"));
  }
}
