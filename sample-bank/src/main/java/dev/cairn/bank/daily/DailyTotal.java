package dev.cairn.bank.daily;

import dev.cairn.bank.account.Account;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.ReadModelRows;
import dev.cairn.projection.model.ReadModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What all accounts together booked on a day on which any did.
 *
 * @param deposits in cents
 * @param withdrawals in cents
 * @param count how many deposits and withdrawals there were
 */
@ReadModel(name = "daily-totals", version = 1)
public record DailyTotal(@Key LocalDate day, long deposits, long withdrawals, long count) {

  private static final int PAGE = 1_000;

  @On(key = "on")
  static DailyTotal first(Account.Deposited e) {
    return new DailyTotal(e.on(), e.cents(), 0, 1);
  }

  @On(key = "on")
  static DailyTotal first(Account.Withdrawn e) {
    return new DailyTotal(e.on(), 0, e.cents(), 1);
  }

  @On(key = "on")
  DailyTotal on(Account.Deposited e) {
    return new DailyTotal(day, deposits + e.cents(), withdrawals, count + 1);
  }

  @On(key = "on")
  DailyTotal on(Account.Withdrawn e) {
    return new DailyTotal(day, deposits, withdrawals + e.cents(), count + 1);
  }

  /** From one day to another, both included, in order. */
  public static List<DailyTotal> between(
      ReadModelRows<DailyTotal> rows, LocalDate from, LocalDate to) {
    List<DailyTotal> days = new ArrayList<>();
    LocalDate before = from.minusDays(1);
    List<DailyTotal> page;
    do {
      page = rows.after(before, PAGE);
      page.stream().filter(total -> !total.day.isAfter(to)).forEach(days::add);
      if (!page.isEmpty()) {
        before = page.get(page.size() - 1).day;
      }
    } while (page.size() == PAGE && before.isBefore(to));
    return days;
  }
}
