package dev.cairn.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A connection of the application's data source for the time of a call: in autocommit mode, and not
 * waiting for ever for a server that vanished without a word. It is given back as it was.
 */
final class BorrowedConnection implements AutoCloseable {

  private final Connection connection;
  private final boolean autoCommit;
  private final int networkTimeout;
  private final boolean limitChanged;

  private BorrowedConnection(Connection connection, int silenceMillis) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.networkTimeout = connection.getNetworkTimeout();
    if (!autoCommit) {
      connection.setAutoCommit(true);
    }
    this.limitChanged = (networkTimeout == 0) != (silenceMillis == 0);
    if (limitChanged) {
      connection.setNetworkTimeout(Runnable::run, silenceMillis);
    }
  }

  /** A connection for a statement that may take very long, whatever limit it has of its own. */
  static BorrowedConnection waitingForEver(DataSource dataSource) throws SQLException {
    return from(dataSource, 0);
  }

  static BorrowedConnection from(DataSource dataSource, PostgresSettings settings)
      throws SQLException {
    return from(dataSource, settings.longestSilenceMillis());
  }

  /**
   * A connection for a call.
   *
   * @param silenceMillis how long the server may say nothing, where the connection has no limit of its own;
   *     0 for ever
   */
  static BorrowedConnection from(DataSource dataSource, int silenceMillis) throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      return new BorrowedConnection(connection, silenceMillis);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (connection.isClosed()) {
        return;
      }
      if (limitChanged) {
        connection.setNetworkTimeout(Runnable::run, networkTimeout);
      }
      if (!autoCommit) {
        connection.setAutoCommit(false);
      }
    }
  }
}
