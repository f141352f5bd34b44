package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bank.account.AccountCommand;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.CloseAccount;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.account.Withdraw;
import dev.cairn.bank.balances.Balance;
import dev.cairn.bank.daily.DailyTotal;
import dev.cairn.bank.statements.Statement;
import dev.cairn.bank.statements.StatementLine;
import dev.cairn.bank.top.TopAccount;
import dev.cairn.bank.top.TopAccounts;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each read model of the bank, on a real PostgreSQL, while it follows the log. */
final class ReadModelsIT {

  private static final AccountId ADA = new AccountId(1);
  private static final AccountId BOB = new AccountId(2);
  private static final LocalDate MONDAY = LocalDate.of(1995, 1, 2);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");
  private final Bank bank = Bank.connect(
      database.jdbcUrl(), database.username(), database.password(), Bank.Schema.MIGRATED);

  @BeforeEach
  void follow() {
    bank.projections().start();
  }

  @AfterEach
  void close() {
    bank.close();
    database.close();
  }

  private void send(String readModel, AccountCommand... commands) {
    for (AccountCommand command : commands) {
      bank.commands().send(command).waitFor(readModel, Duration.ofSeconds(60));
    }
  }

  private List<StatementLine> statement(AccountId account, int limit) {
    return bank.store()
        .database()
        .inTransaction(
            handle -> Statement.last(handle, bank.readModel("statements"), account, limit));
  }

  private List<TopAccount> top(int limit) {
    String view = bank.projections().rows(TopAccount.class).view();
    return bank.store().database().inTransaction(handle -> TopAccounts.first(handle, view, limit));
  }

  @Test
  void balancesSayWhatIsOnEachAccount() {
    send(
        "balances",
        new OpenAccount(ADA, 0, MONDAY),
        new OpenAccount(BOB, 100, MONDAY),
        new Deposit(ADA, 700, MONDAY, ""),
        new Withdraw(BOB, 30, MONDAY, ""),
        new Withdraw(ADA, 200, TUESDAY, ""));

    assertThat(bank.projections().rows(Balance.class).first(10))
        .isEqualTo(List.of(new Balance(ADA, 500), new Balance(BOB, -30)));
  }

  @Test
  void aClosedAccountStaysInTheBalances() {
    send("balances", new OpenAccount(ADA, 0, MONDAY), new CloseAccount(ADA, TUESDAY));
    assertThat(bank.projections().rows(Balance.class).find(ADA)).contains(new Balance(ADA, 0));
  }

  @Test
  void aStatementGoesOnFromTheLineBefore() {
    send(
        "statements",
        new OpenAccount(ADA, 0, MONDAY),
        new OpenAccount(BOB, 0, MONDAY),
        new Deposit(ADA, 700, MONDAY, "cash"),
        new Deposit(BOB, 11, MONDAY, "o'clock; drop table statements"),
        new Withdraw(ADA, 200, MONDAY, ""));
    send("statements", new Deposit(ADA, 5, TUESDAY, "interest"));

    assertThat(statement(ADA, 10))
        .isEqualTo(List.of(
            new StatementLine(2, MONDAY, "cash", 700, 700),
            new StatementLine(3, MONDAY, "", -200, 500),
            new StatementLine(4, TUESDAY, "interest", 5, 505)));
    assertThat(statement(ADA, 1))
        .isEqualTo(List.of(new StatementLine(4, TUESDAY, "interest", 5, 505)));
    assertThat(statement(BOB, 10))
        .isEqualTo(List.of(new StatementLine(2, MONDAY, "o'clock; drop table statements", 11, 11)));
    assertThat(statement(new AccountId(3), 10)).isEmpty();
  }

  @Test
  void aDayAddsUpWhatAllAccountsBooked() {
    send(
        "daily-totals",
        new OpenAccount(ADA, 0, MONDAY),
        new OpenAccount(BOB, 50, MONDAY),
        new Withdraw(BOB, 50, MONDAY, ""),
        new Deposit(ADA, 700, MONDAY, ""),
        new Deposit(ADA, 1, TUESDAY.plusDays(1), ""),
        new Deposit(BOB, 300, MONDAY, ""));

    DailyTotal monday = new DailyTotal(MONDAY, 1_000, 50, 3);
    DailyTotal wednesday = new DailyTotal(TUESDAY.plusDays(1), 1, 0, 1);
    var days = bank.projections().rows(DailyTotal.class);
    assertThat(DailyTotal.between(days, MONDAY, wednesday.day()))
        .isEqualTo(List.of(monday, wednesday));
    assertThat(DailyTotal.between(days, MONDAY, TUESDAY)).isEqualTo(List.of(monday));
    assertThat(DailyTotal.between(days, TUESDAY, TUESDAY)).isEmpty();
  }

  @Test
  void topAccountsAreThoseWithMostThatAreOpen() {
    AccountId eve = new AccountId(3);
    send(
        "top-accounts",
        new OpenAccount(ADA, 0, MONDAY),
        new OpenAccount(BOB, 0, MONDAY),
        new OpenAccount(eve, 0, MONDAY),
        new Deposit(BOB, 700, TUESDAY, ""),
        new Deposit(ADA, 700, TUESDAY, ""),
        new Deposit(eve, 900, MONDAY, ""));

    TopAccount ada = new TopAccount(ADA, 700, MONDAY, TUESDAY);
    TopAccount bob = new TopAccount(BOB, 700, MONDAY, TUESDAY);
    assertThat(top(10)).isEqualTo(List.of(new TopAccount(eve, 900, MONDAY, MONDAY), ada, bob));
    assertThat(top(1)).hasSize(1);

    send("top-accounts", new Withdraw(eve, 900, TUESDAY, ""), new CloseAccount(eve, TUESDAY));
    assertThat(top(10)).isEqualTo(List.of(ada, bob));
  }
}
