package dev.cairn.bank.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.history.AccountHistory;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.StreamRead;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts as their streams say, now and as they were. */
final class AccountReads {

  private final ServedBank bank;

  AccountReads(ServedBank bank) {
    this.bank = bank;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/accounts/{account}", this::account),
        Route.get("/api/accounts/{account}/history", this::history));
  }

  /** Amounts are in cents. */
  record State(
      long account,
      long balance,
      long overdraftLimit,
      long available,
      boolean closed,
      long version) {

    static State of(Account account, StreamVersion version) {
      return new State(
          account.id().value(),
          account.balance(),
          account.overdraftLimit(),
          account.available(),
          account.closed(),
          version.value());
    }
  }

  /** One event; cents is what it added to the balance. */
  record Entry(
      long version,
      long position,
      String type,
      LocalDate booked,
      Instant recorded,
      long cents,
      long balance,
      String description) {

    static Entry of(AccountHistory.Entry entry) {
      return new Entry(
          entry.version().value(),
          entry.position().value(),
          entry.type(),
          entry.booked(),
          entry.recorded(),
          entry.cents(),
          entry.balance(),
          entry.description());
    }
  }

  /** A page of a history; next is where the one after it begins, if there is one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record History(long account, List<Entry> events, @Nullable Long next) {}

  private void account(Context ctx) {
    AccountId account = Parameters.account(ctx);
    StreamVersion last = lastVersion(account);
    StreamVersion version = StreamVersion.of(
        Parameters.number(ctx, "version", last.value(), 1, Math.max(1, last.value())));
    EntityTag.set(ctx, version);
    if (!EntityTag.isKnown(ctx, version)) {
      Json.send(ctx, State.of(at(account, version), version));
    }
  }

  private void history(Context ctx) {
    AccountId account = Parameters.account(ctx);
    int limit = Parameters.limit(ctx);
    StreamVersion last = lastVersion(account);
    StreamVersion after = StreamVersion.of(Parameters.number(ctx, "after", 0, 0, last.value()));
    long before = after.equals(StreamVersion.EMPTY) ? 0 : at(account, after).balance();
    AccountHistory page = AccountHistory.page(bank.store(), account, after, before, limit);
    boolean more = page.entries().size() == limit && page.version().compareTo(last) < 0;
    EntityTag.set(ctx, last);
    Json.send(
        ctx,
        new History(
            account.value(),
            page.entries().stream().map(Entry::of).toList(),
            more ? page.version().value() : null));
  }

  private Account at(AccountId account, StreamVersion version) {
    return bank.commands()
        .loadAsOf(Account.class, account, version)
        .orElseThrow(
            () -> new IllegalStateException("Account " + account + " has lost its events"));
  }

  /**
   * @throws RefusedRequestException if there is no such account
   */
  private StreamVersion lastVersion(AccountId account) {
    return bank.store()
        .read(StreamRead.backward(AccountHistory.stream(account)).limit(1))
        .map(event -> event.version())
        .findFirst()
        .orElseThrow(() -> noSuch(account));
  }

  static RefusedRequestException noSuch(AccountId account) {
    return new RefusedRequestException(
        ProblemType.NO_SUCH_ACCOUNT, "There is no account " + account);
  }
}
