package dev.cairn.bank;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.daily.DailyTotal;
import dev.cairn.bank.statements.StatementLine;
import dev.cairn.bank.top.TopAccount;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.EventStore;
import dev.cairn.store.LogRead;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the read models must hold, added up from the log in another way than they do. */
final class LogTotals {

  private final Map<Long, List<StatementLine>> statements = new TreeMap<>();
  private final Map<Long, LocalDate> opened = new TreeMap<>();
  private final Map<LocalDate, long[]> days = new TreeMap<>();
  private final Map<Long, LocalDate> closed = new TreeMap<>();

  private LogTotals() {}

  static LogTotals of(EventStore store) {
    LogTotals totals = new LogTotals();
    store.readLog(LogRead.all(), totals::on);
    return totals;
  }

  private void on(RecordedEvent event) {
    long account = Long.parseLong(event.stream().key());
    if (event.payload() instanceof Account.Opened e) {
      opened.put(account, e.on());
      statements.put(account, new ArrayList<>());
    } else if (event.payload() instanceof Account.Deposited e) {
      book(account, event, e.on(), e.description(), e.cents());
    } else if (event.payload() instanceof Account.Withdrawn e) {
      book(account, event, e.on(), e.description(), -e.cents());
    } else if (event.payload() instanceof Account.Closed e) {
      closed.put(account, e.on());
    }
  }

  private void book(
      long account, RecordedEvent event, LocalDate on, String description, long cents) {
    long balance = balance(account) + cents;
    statement(account)
        .add(new StatementLine(event.version().value(), on, description, cents, balance));
    long[] day = days.computeIfAbsent(on, none -> new long[3]);
    day[cents > 0 ? 0 : 1] += Math.abs(cents);
    day[2]++;
  }

  private long balance(long account) {
    return statement(account).stream().mapToLong(StatementLine::cents).sum();
  }

  List<StatementLine> statement(long account) {
    return statements.getOrDefault(account, new ArrayList<>());
  }

  /** Balances by account, closed ones included. */
  Map<Long, Long> balances() {
    Map<Long, Long> balances = new TreeMap<>();
    statements.keySet().forEach(account -> balances.put(account, balance(account)));
    return balances;
  }

  List<DailyTotal> days() {
    List<DailyTotal> totals = new ArrayList<>();
    days.forEach((day, sums) -> totals.add(new DailyTotal(day, sums[0], sums[1], sums[2])));
    return totals;
  }

  /** All that are open, the richest first. */
  List<TopAccount> top() {
    return balances().entrySet().stream()
        .filter(account -> !closed.containsKey(account.getKey()))
        .map(account -> top(account.getKey(), account.getValue()))
        .sorted(Comparator.comparingLong(TopAccount::cents)
            .reversed()
            .thenComparing(account -> account.account().value()))
        .toList();
  }

  private TopAccount top(long account, long balance) {
    List<StatementLine> lines = statement(account);
    LocalDate since = opened.getOrDefault(account, LocalDate.MIN);
    return new TopAccount(
        new AccountId(account),
        balance,
        since,
        lines.isEmpty() ? since : lines.get(lines.size() - 1).booked());
  }
}
