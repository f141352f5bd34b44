package dev.cairn.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
     * @param again true if an earlier try failed, so that it may have been done already
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
    return call(call, true);
  }

  /** As {@link #call}, but an interrupt does not end it; the flag is kept for the caller. */
  <T> T callUninterruptibly(Call<T> call) throws SQLException {
    boolean interrupted = Thread.interrupted();
    try {
      return call(call, false);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T call(Call<T> call, boolean interruptible) throws SQLException {
    long began = System.nanoTime();
    for (int tries = 0; ; tries++) {
      try {
        return once(call, tries > 0);
      } catch (SQLException e) {
        Duration tried = Duration.ofNanos(System.nanoTime() - began);
        if (!SqlErrors.mayPass(e)) {
          throw e;
        }
        if (tried.compareTo(settings.recovery()) > 0
            || (interruptible && Thread.currentThread().isInterrupted())) {
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

  private <T> T once(Call<T> call, boolean again) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (connection.getAutoCommit()) {
        return call.on(connection, again);
      }
      connection.setAutoCommit(true);
      try {
        return call.on(connection, again);
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(false);
        }
      }
    }
  }

  /** Longer each time, and never the same for two processes that lost the same server. */
  static void pause(int tries) {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 10));
    long millis = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
