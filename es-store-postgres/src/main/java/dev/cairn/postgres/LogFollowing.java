package dev.cairn.postgres;

import dev.cairn.CairnException;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.Subscription;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one store, and what they share: one connection that listens, and the signal that
 * wakes them. Listening begins with the first subscription. Thread-safe.
 */
final class LogFollowing implements AutoCloseable {

  /** How many events a subscription fetches at once. */
  private static final int SUBSCRIPTION_PAGE = 500;

  private final DataSource dataSource;
  private final PostgresSettings settings;
  private final LogHead head;
  private final LogReader reader;
  private final LogSignal signal = new LogSignal();
  private final Set<LogSubscription> open = new HashSet<>();
  private final AtomicInteger started = new AtomicInteger();
  private volatile @Nullable LogNotifications notifications;
  private boolean closed;

  LogFollowing(DataSource dataSource, PostgresSettings settings, LogHead head, LogReader reader) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.head = head;
    this.reader = reader;
  }

  Subscription subscribe(
      Checkpoint from, EventFilter filter, Consumer<? super RecordedEvent> handler) {
    head.verify(from);
    LogSubscription subscription =
        new LogSubscription(pages(SUBSCRIPTION_PAGE), this, from, filter, handler);
    synchronized (this) {
      listen();
      open.add(subscription);
    }
    subscription.start();
    return subscription;
  }

  LogFollower follower(EventFilter filter, int events) {
    synchronized (this) {
      listen();
    }
    return new LogFollower(pages(events), this, filter);
  }

  private LogPages pages(int events) {
    return new LogPages(dataSource, settings, head, reader, events);
  }

  private void listen() {
    if (closed) {
      throw new IllegalStateException("The event store is closed");
    }
    if (notifications == null) {
      notifications = new LogNotifications(dataSource, settings, "events", signal);
    }
  }

  /** Wakes the subscriptions at once after an append by this store. */
  void appended(Position position) {
    signal.announce(position.toString());
  }

  int nextNumber() {
    return started.incrementAndGet();
  }

  /** To be asked before looking into the log, and given to {@link #awaitMore} after it. */
  long heard() {
    return signal.heard();
  }

  void awaitMore(long heard, BooleanSupplier stop) throws InterruptedException {
    signal.awaitMore(heard, pollInterval(), stop);
  }

  /** How long a reader that was not woken may wait before it looks into the log. */
  Duration pollInterval() {
    LogNotifications listening = notifications;
    return listening == null ? settings.pollInterval() : listening.pollInterval();
  }

  void awaitMore(long heard, Duration atMost, BooleanSupplier stop) throws InterruptedException {
    signal.awaitMore(heard, atMost, stop);
  }

  void wakeAll() {
    signal.wakeAll();
  }

  CairnException translated(SQLException e) {
    return SqlErrors.translated(settings.schema(), e);
  }

  synchronized void ended(LogSubscription subscription) {
    open.remove(subscription);
  }

  @Override
  public void close() {
    List<LogSubscription> ending;
    LogNotifications listening;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(open);
      listening = notifications;
    }
    ending.forEach(LogSubscription::beginClose);
    ending.forEach(LogSubscription::close);
    if (listening != null) {
      listening.close();
    }
  }
}
