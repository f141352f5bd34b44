package dev.cairn.bank;

import dev.cairn.bank.account.Account;
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

/** What has happened to one account, event by event. */
record AccountHistory(List<Entry> entries) {

  /**
   * One event.
   *
   * @param booked the day that the bank booked it
   * @param recorded when it came into the log
   * @param cents how it changed the balance
   * @param balance after it, in cents
   */
  record Entry(
      StreamVersion version,
      LocalDate booked,
      Instant recorded,
      String type,
      long cents,
      long balance,
      String description) {}

  static AccountHistory read(EventStore store, StreamId stream, AsOf asOf) {
    List<Entry> entries = new ArrayList<>();
    long balance = 0;
    Iterator<RecordedEvent> events =
        store.read(StreamRead.forward(stream)).takeWhile(asOf::includes).iterator();
    while (events.hasNext()) {
      Entry entry = entry(events.next(), balance);
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
        booked,
        event.recordedAt(),
        event.type(),
        cents,
        before + cents,
        description);
  }

  /** The version that the history ends with. */
  StreamVersion version() {
    return entries.isEmpty()
        ? StreamVersion.EMPTY
        : entries.get(entries.size() - 1).version();
  }
}
