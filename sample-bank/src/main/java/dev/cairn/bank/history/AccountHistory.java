package dev.cairn.bank.history;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import dev.cairn.store.StreamRead;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What has happened to one account, event by event. */
public record AccountHistory(List<Entry> entries) {

  /**
   * One event.
   *
   * @param booked the day that the bank booked it
   * @param recorded when it came into the log
   * @param cents how it changed the balance
   * @param balance after it, in cents
   */
  public record Entry(
      StreamVersion version,
      Position position,
      LocalDate booked,
      Instant recorded,
      String type,
      long cents,
      long balance,
      String description) {}

  public AccountHistory {
    entries = List.copyOf(entries);
  }

  /** From its opening on. */
  public static AccountHistory read(EventStore store, AccountId account, AsOf asOf) {
    return fold(store.read(StreamRead.forward(stream(account))).takeWhile(asOf::includes), 0);
  }

  /**
   * A part of it.
   *
   * @param after the version before the first event
   * @param balance what was on the account at that version, in cents
   * @param limit how many events at most
   */
  public static AccountHistory page(
      EventStore store, AccountId account, StreamVersion after, long balance, long limit) {
    return fold(
        store.read(StreamRead.forward(stream(account)).from(after.plus(1)).limit(limit)), balance);
  }

  /** Where the events of an account are. */
  public static StreamId stream(AccountId account) {
    return StreamId.of("account", account.toString());
  }

  private static AccountHistory fold(Stream<RecordedEvent> events, long balance) {
    List<Entry> entries = new ArrayList<>();
    Iterator<RecordedEvent> all = events.iterator();
    while (all.hasNext()) {
      Entry entry = entry(all.next(), balance);
      entries.add(entry);
      balance = entry.balance;
    }
    return new AccountHistory(entries);
  }

  private static Entry entry(RecordedEvent event, long before) {
    // The events are sealed, and a switch over them comes with Java 21.
    if (event.payload() instanceof Account.Opened e) {
      return entry(event, e.on(), 0, before, "");
    } else if (event.payload() instanceof Account.Booked e) {
      return entry(event, e.on(), e.change(), before, e.description());
    } else if (event.payload() instanceof Account.Closed e) {
      return entry(event, e.on(), 0, before, "");
    }
    throw new IllegalStateException("No words for " + event);
  }

  private static Entry entry(
      RecordedEvent event, LocalDate booked, long cents, long before, String description) {
    return new Entry(
        event.version(),
        event.position(),
        booked,
        event.recordedAt(),
        event.type(),
        cents,
        before + cents,
        description);
  }

  /** The version that the history ends with. */
  public StreamVersion version() {
    return entries.isEmpty()
        ? StreamVersion.EMPTY
        : entries.get(entries.size() - 1).version();
  }
}
