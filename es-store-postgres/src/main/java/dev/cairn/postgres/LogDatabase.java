package dev.cairn.postgres;

import dev.cairn.CairnException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The database of a log, for what keeps tables beside it: leases, cursors, checkpoints, read models.
 * Thread-safe.
 */
public final class LogDatabase {

  private final DataSource dataSource;
  private final PostgresSettings settings;

  LogDatabase(DataSource dataSource, PostgresSettings settings) {
    this.dataSource = dataSource;
    this.settings = settings;
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** The schema that holds the log, and the tables beside it. */
  public String schema() {
    return settings.schema();
  }

  /**
   * Does something in a transaction of its own: all of it, or nothing. It is tried once, so that the
   * caller decides what a database that is away means.
   *
   * @throws LogUnavailableException if the database could not be reached, or was lost on the way; what was
   *     written then is there or not
   * @throws LogSchemaException if a table is missing or may not be used
   * @throws LogRejectedException if the database refuses
   */
  public <T extends @Nullable Object> T inTransaction(Function<Handle, T> work) {
    return inTransaction(work, settings.longestSilenceMillis());
  }

  /** As {@link #inTransaction(Function)}, but a server that says nothing is given up sooner. */
  public <T extends @Nullable Object> T inTransaction(Function<Handle, T> work, Duration silence) {
    return inTransaction(
        work,
        Math.toIntExact(
            Math.max(1, Math.min(silence.toMillis(), settings.longestSilenceMillis()))));
  }

  /**
   * As {@link #inTransaction(Function)}, for a statement over all of the log: the server may say nothing for
   * as long as it takes.
   */
  public <T extends @Nullable Object> T inLongTransaction(Function<Handle, T> work) {
    return inTransaction(work, 0);
  }

  private <T extends @Nullable Object> T inTransaction(
      Function<Handle, T> work, int silenceMillis) {
    long begun = System.nanoTime();
    try (BorrowedConnection borrowed = silenceMillis == 0
        ? BorrowedConnection.waitingForEver(dataSource)
        : BorrowedConnection.from(dataSource, silenceMillis)) {
      return Jdbi.create(borrowed.connection()).inTransaction(work::apply);
    } catch (JdbiException e) {
      SQLException cause = SqlErrors.in(e);
      if (cause == null) {
        throw e;
      }
      throw translated(cause, begun);
    } catch (SQLException e) {
      throw translated(e, begun);
    }
  }

  /** Work with JDBC itself. */
  @FunctionalInterface
  public interface SqlWork<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /** As {@link #inTransaction(Function)}, for work with JDBC itself. */
  public <T extends @Nullable Object> T inTransactionOf(SqlWork<T> work) {
    return inTransaction(handle -> {
      try {
        return work.on(handle.getConnection());
      } catch (SQLException e) {
        throw new ConnectionException(e);
      }
    });
  }

  /**
   * As {@link #inTransactionOf}, but each statement is a transaction of its own, which is the cheapest way
   * to one.
   */
  public <T extends @Nullable Object> T withConnection(SqlWork<T> work) {
    long begun = System.nanoTime();
    try (BorrowedConnection borrowed = BorrowedConnection.from(dataSource, settings)) {
      return work.on(borrowed.connection());
    } catch (SQLException e) {
      throw translated(e, begun);
    }
  }

  /**
   * Listens to a channel of the log's own, on a connection of its own, until it is closed.
   *
   * @param topic what the channel's name ends with, after the schema and {@code _}
   */
  public Announcements listen(String topic) {
    return new Announcements(dataSource, settings, topic);
  }

  private CairnException translated(SQLException e, long begun) {
    return SqlErrors.mayPass(e) || SqlErrors.isShortage(e)
        ? new LogUnavailableException(Duration.ofNanos(System.nanoTime() - begun), e)
        : SqlErrors.translated(settings.schema(), e);
  }
}
