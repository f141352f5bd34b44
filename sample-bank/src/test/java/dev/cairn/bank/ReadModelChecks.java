package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.balances.Balance;
import dev.cairn.bank.daily.DailyTotal;
import dev.cairn.bank.statements.Statement;
import dev.cairn.bank.top.TopAccount;
import dev.cairn.bank.top.TopAccounts;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.projection.Projections;
import dev.cairn.projection.RebuildListener;
import java.util.Map;
import java.util.TreeMap;

/** What has to be so of read models that are up to date. */
final class ReadModelChecks {

  private ReadModelChecks() {}

  /** Every row of every read model is what the events of the log add up to. */
  static void assertAddUpToTheLog(FreshDatabase database) {
    try (Bank bank = open(database)) {
      LogTotals totals = LogTotals.of(bank.store());
      Projections projections = bank.projections();

      Map<Long, Long> balances = new TreeMap<>();
      projections
          .rows(Balance.class)
          .forEach(balance -> balances.put(balance.account().value(), balance.cents()));
      assertThat(balances).isEqualTo(totals.balances()).isNotEmpty();

      assertThat(DailyTotal.between(
              projections.rows(DailyTotal.class),
              totals.days().get(0).day(),
              totals.days().get(totals.days().size() - 1).day()))
          .isEqualTo(totals.days());

      String top = projections.rows(TopAccount.class).view();
      bank.store().database().inTransaction(handle -> {
        assertThat(TopAccounts.first(handle, top, Integer.MAX_VALUE)).isEqualTo(totals.top());
        for (long account : balances.keySet()) {
          assertThat(Statement.last(
                  handle, bank.readModel("statements"), new AccountId(account), Integer.MAX_VALUE))
              .as("the statement of account %s", account)
              .isEqualTo(totals.statement(account));
        }
        return 0;
      });
    }
  }

  /** All are built anew, in one pass, and have the same rows as before; and a fresh fold agrees. */
  static void assertTheSameAfterARebuild(FreshDatabase database) {
    ReadModelTables live = ReadModelTables.in(database.dataSource());
    try (Bank bank = open(database)) {
      Projections projections = bank.projections();
      int before = generations(projections);
      projections
          .operations()
          .rebuild(projections.operations().rebuildable(), RebuildListener.NONE);

      assertThat(generations(projections)).isGreaterThanOrEqualTo(before + 5);
      assertThat(ReadModelTables.in(database.dataSource())).isEqualTo(live);
      for (String name : projections.operations().rebuildable()) {
        assertThat(projections.operations().verify(name, RebuildListener.NONE))
            .satisfies(report -> {
              assertThat(report.samples()).isEmpty();
              assertThat(report.isSame()).isTrue();
              assertThat(report.rows())
                  .isEqualTo(live.of(name.replace('-', '_')).size());
              assertThat(report.position()).isEqualTo(bank.store().head());
            });
      }
    }
  }

  private static int generations(Projections projections) {
    return projections.operations().status().stream()
        .mapToInt(status -> status.live() == null ? 0 : status.live().generation())
        .sum();
  }

  private static Bank open(FreshDatabase database) {
    return Bank.connect(
        database.jdbcUrl(), database.username(), database.password(), Bank.Schema.AS_IT_IS);
  }
}
