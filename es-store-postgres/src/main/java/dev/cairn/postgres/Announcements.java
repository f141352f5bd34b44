package dev.cairn.postgres;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Wakes those who wait for something that other processes announce with {@code NOTIFY}. An announcement may
 * come late, twice or never: it only shortens a wait, so look yourself, and do not wait for longer than
 * {@link #pollInterval}. Thread-safe.
 */
public final class Announcements implements AutoCloseable {

  private final LogSignal signal = new LogSignal();
  private final LogNotifications notifications;

  Announcements(DataSource dataSource, PostgresSettings settings, String topic) {
    this.notifications = new LogNotifications(dataSource, settings, topic, signal);
  }

  /** To be asked before looking, and given to {@link #awaitMore} after it. */
  public long heard() {
    return signal.heard();
  }

  /** Announces something to those who wait here, in this process. */
  public void announce(String what) {
    signal.announce(what);
  }

  /** Returns when more was announced than was {@code heard}, when {@code stop} holds, or after the time. */
  public void awaitMore(long heard, Duration atMost, BooleanSupplier stop)
      throws InterruptedException {
    signal.awaitMore(heard, atMost, stop);
  }

  /** How long to wait at most before looking though nothing was announced. */
  public Duration pollInterval() {
    return notifications.pollInterval();
  }

  @Override
  public void close() {
    notifications.close();
    signal.wakeAll();
  }
}
