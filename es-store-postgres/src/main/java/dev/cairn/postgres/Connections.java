package dev.cairn.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs calls on connections of the application's data source, and again on another one if the database
 * was away, until the recovery time is over. Thread-safe.
 */
final class Connections {

  private static final Logger log = LoggerFactory.getLogger(Connections.class);
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final DataSource dataSource;
  private final PostgresSettings settings;

  Connections(DataSource dataSource, PostgresSettings settings) {
    this.dataSource = dataSource;
    this.settings = settings;
  }

  /** Something to do on a connection in autocommit mode. */
  @FunctionalInterface
  interface Call<T> {

    /**
     * Does it.
     *
     * @param again true if an earlier try was begun and failed, so that it may have been done already
     */
    T on(Connection connection, boolean again) throws SQLException;
  }

  /**
   * The result of the call.
   *
   * @throws LogUnavailableException if the database was away for longer than the recovery time, or the
   *     thread was interrupted while it was
   * @throws SQLException for an error that would not pass
   */
  <T> T call(Call<T> call) throws SQLException {
    return call(call, () -> Thread.currentThread().isInterrupted());
  }

  /** As {@link #call}, but an interrupt does not end it; the flag is kept for the caller. */
  <T> T callUninterruptibly(Call<T> call) throws SQLException {
    // With the flag set a pool gives out no connections, and no pause lasts.
    AtomicBoolean interrupted = new AtomicBoolean(Thread.interrupted());
    BooleanSupplier putAside = () -> {
      interrupted.compareAndSet(false, Thread.interrupted());
      return false;
    };
    try {
      return call(call, putAside);
    } finally {
      if (interrupted.get()) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T call(Call<T> call, BooleanSupplier interrupted) throws SQLException {
    long away = 0;
    AtomicBoolean begun = new AtomicBoolean();
    for (int tries = 0; ; tries++) {
      try {
        return once(connection -> call.on(connection, begun.getAndSet(true)));
      } catch (SQLException e) {
        if (!SqlErrors.mayPass(e)) {
          throw e;
        }
        long now = System.nanoTime();
        // What a call did before its connection broke, such as handling events, is no time of
        // waiting.
        away = tries == 0 ? now : away;
        Duration tried = Duration.ofNanos(now - away);
        if (interrupted.getAsBoolean() || tried.compareTo(settings.recovery()) > 0) {
          throw new LogUnavailableException(tried, e);
        }
        if (tries == 0) {
          log.warn(
              "The database of the log does not answer; trying again for {}: {}",
              settings.recovery(),
              e.getMessage());
        }
        pause(tries);
      }
    }
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(Connection connection) throws SQLException;
  }

  private <T> T once(Use<T> use) throws SQLException {
    try (BorrowedConnection borrowed = BorrowedConnection.from(dataSource, settings)) {
      return use.of(borrowed.connection());
    }
  }

  /** Longer each time, and never the same for two processes that lost the same server. */
  static void pause(int tries) {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 10));
    long millis = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
