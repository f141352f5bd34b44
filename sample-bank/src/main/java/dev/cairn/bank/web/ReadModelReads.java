package dev.cairn.bank.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.balances.Balance;
import dev.cairn.bank.daily.DailyTotal;
import dev.cairn.bank.statements.Statement;
import dev.cairn.bank.statements.StatementLine;
import dev.cairn.bank.top.TopAccount;
import dev.cairn.bank.top.TopAccounts;
import dev.cairn.projection.ReadModelRows;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The read models. Who says {@code position} sees at least what the log had come to there: it is in the
 * answer to each command, and the id of each event of the feed.
 */
final class ReadModelReads {

  private static final LocalDate FIRST_DAY = LocalDate.of(1001, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final ServedBank bank;

  ReadModelReads(ServedBank bank) {
    this.bank = bank;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/accounts", this::accounts),
        Route.get("/api/accounts/{account}/statement", this::statement),
        Route.get("/api/daily-totals", this::dailyTotals),
        Route.get("/api/top-accounts", this::topAccounts));
  }

  /** What is on an account, in cents. */
  record AccountLine(long account, long balance) {}

  /** Accounts in the order of their numbers; the next page comes after that one, if there is one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AccountPage(List<AccountLine> accounts, @Nullable Long next) {}

  /** Lines in order, the newest last; the page of those before them, if there is one, ends before next. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StatementPage(
      long account,
      long balance,
      List<StatementLine> lines,
      @Nullable Long next) {}

  /** Days in order; the next page begins with that one, if there is one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DayPage(List<DailyTotal> days, @Nullable LocalDate next) {}

  /** An account among the largest. */
  record TopLine(long account, long balance, LocalDate opened, LocalDate lastBooked) {}

  private void accounts(Context ctx) {
    int limit = Parameters.limit(ctx);
    long after = Parameters.number(ctx, "after", 0, 0, Parameters.LARGEST_ACCOUNT);
    bank.await(ctx, "balances");
    ReadModelRows<Balance> rows = bank.projections().rows(Balance.class);
    List<AccountLine> page = rows.after(new AccountId(after), limit + 1).stream()
        .map(row -> new AccountLine(row.account().value(), row.cents()))
        .toList();
    boolean more = page.size() > limit;
    List<AccountLine> lines = more ? page.subList(0, limit) : page;
    Json.send(ctx, new AccountPage(lines, more ? lines.get(limit - 1).account() : null));
  }

  private void statement(Context ctx) {
    AccountId account = Parameters.account(ctx);
    int limit = Parameters.limit(ctx);
    long before = Parameters.number(ctx, "before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    bank.await(ctx, "balances");
    bank.await(ctx, "statements");
    Balance balance = bank.projections()
        .rows(Balance.class)
        .find(account)
        .orElseThrow(() -> AccountReads.noSuch(account));
    List<StatementLine> page = bank.store()
        .database()
        .inTransaction(handle ->
            Statement.before(handle, bank.view("statements"), account, before, limit + 1L));
    boolean more = page.size() > limit;
    List<StatementLine> lines = more ? page.subList(1, page.size()) : page;
    Json.send(
        ctx,
        new StatementPage(
            account.value(), balance.cents(), lines, more ? lines.get(0).version() : null));
  }

  private void dailyTotals(Context ctx) {
    int limit = Parameters.limit(ctx);
    LocalDate from = Objects.requireNonNullElse(Parameters.day(ctx, "from"), FIRST_DAY);
    LocalDate to = Objects.requireNonNullElse(Parameters.day(ctx, "to"), LAST_DAY);
    bank.await(ctx, "daily-totals");
    List<DailyTotal> page =
        bank.projections().rows(DailyTotal.class).after(from.minusDays(1), limit + 1).stream()
            .filter(total -> !total.day().isAfter(to))
            .toList();
    boolean more = page.size() > limit;
    Json.send(
        ctx,
        new DayPage(more ? page.subList(0, limit) : page, more ? page.get(limit).day() : null));
  }

  private void topAccounts(Context ctx) {
    int limit = Parameters.limit(ctx);
    bank.await(ctx, "top-accounts");
    String view = bank.projections().rows(TopAccount.class).view();
    List<TopAccount> top =
        bank.store().database().inTransaction(handle -> TopAccounts.first(handle, view, limit));
    Json.send(
        ctx,
        top.stream()
            .map(account -> new TopLine(
                account.account().value(), account.cents(), account.opened(), account.lastBooked()))
            .toList());
  }
}
