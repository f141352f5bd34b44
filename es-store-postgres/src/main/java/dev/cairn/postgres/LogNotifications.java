package dev.cairn.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for notifications, such as the one that every commit to the log sends, on a connection of its
 * own, and passes them on to a {@link LogSignal}.
 *
 * <p>Whether notifications arrive is tried out, because behind a pooler in transaction mode they do not:
 * then {@link #pollInterval()} is short, and the connection is given back.
 */
final class LogNotifications implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LogNotifications.class);
  private static final String PROOF = "proof:";
  private static final int SILENCE_MILLIS = 200;
  private static final Duration PROOF_TIME = Duration.ofSeconds(2);
  private static final Duration NEXT_PROOF = Duration.ofMinutes(5);
  /** How often to look when no notification will come. */
  private static final Duration SHORT_POLL = Duration.ofMillis(100);

  private final DataSource dataSource;
  private final PostgresSettings settings;
  private final LogSignal signal;
  private final String channel;
  private final String proof = PROOF + UUID.randomUUID();
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean proven;

  LogNotifications(
      DataSource dataSource, PostgresSettings settings, String topic, LogSignal signal) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.signal = signal;
    this.channel = settings.schema() + "_" + topic;
    this.thread = new Thread(this::run, "cairn-notifications-" + channel);
    thread.setDaemon(true);
    thread.start();
  }

  /** How long to wait for a signal before looking into the log anyway. */
  Duration pollInterval() {
    return proven || settings.pollInterval().compareTo(SHORT_POLL) < 0
        ? settings.pollInterval()
        : SHORT_POLL;
  }

  private void run() {
    int failures = 0;
    boolean everProven = false;
    while (!closing) {
      try (BorrowedConnection borrowed = BorrowedConnection.from(dataSource, settings)) {
        listen(borrowed.connection());
        failures = 0;
      } catch (SQLException e) {
        everProven |= proven;
        proven = false;
        log.debug("Not listening for notifications at the moment: {}", e.getMessage());
        // To ask a pool again and again that has no second connection would keep the first from all
        // others.
        if (everProven || !(e instanceof SQLTransientConnectionException)) {
          Connections.pause(failures++);
          continue;
        }
      }
      awaitNextProof();
    }
  }

  /** Without the connection: a pooler stays a pooler, and a server that was only slow gets its chance. */
  private void awaitNextProof() {
    if (!closing) {
      log.info(
          "Notifications do not arrive (a pooler in transaction mode? a pool of one?); looking for events every {} ms",
          pollInterval().toMillis());
    }
    long end = System.nanoTime() + NEXT_PROOF.toNanos();
    while (!closing && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS));
    }
  }

  /**
   * Passes on what arrives until it is closed; returns at once if nothing does. The session is given back
   * as one that does not listen: nobody would fetch what it is sent.
   */
  private void listen(Connection connection) throws SQLException {
    execute(connection, "listen " + channel);
    try {
      sendProof();
      if (proofArrives(connection.unwrap(PGConnection.class))) {
        passOn(connection.unwrap(PGConnection.class));
      }
    } finally {
      // Behind a pooler perhaps another session than the one that listens; there is no way to reach
      // that.
      if (!connection.isClosed()) {
        execute(connection, "unlisten *");
      }
    }
  }

  /** Sends a notification through another connection. */
  private void sendProof() throws SQLException {
    try (BorrowedConnection other = BorrowedConnection.from(dataSource, settings)) {
      execute(other.connection(), "notify " + channel + ", '" + proof + "'");
    }
  }

  private boolean proofArrives(PGConnection postgres) throws SQLException {
    long end = System.nanoTime() + PROOF_TIME.toNanos();
    while (!closing && !proven && System.nanoTime() < end) {
      for (PGNotification notification : received(postgres)) {
        proven |= notification.getParameter().equals(proof);
      }
    }
    return proven;
  }

  private void passOn(PGConnection postgres) throws SQLException {
    // What was appended before listening began has not been announced.
    signal.announce("listening since " + System.nanoTime());
    while (!closing) {
      for (PGNotification notification : received(postgres)) {
        if (!notification.getParameter().startsWith(PROOF)) {
          signal.announce(notification.getParameter());
        }
      }
    }
  }

  /** Waits on the socket alone: a silent log costs the server nothing. */
  private static PGNotification[] received(PGConnection postgres) throws SQLException {
    PGNotification[] received = postgres.getNotifications(SILENCE_MILLIS);
    return received == null ? new PGNotification[0] : received;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    // Ends a wait for a connection, or a pause; on a socket it has no effect.
    thread.interrupt();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
