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

  private BorrowedConnection(Connection connection, int silenceMillis) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    this.networkTimeout = connection.getNetworkTimeout();
    if (!autoCommit) {
      connection.setAutoCommit(true);
    }
    if (networkTimeout == 0) {
      connection.setNetworkTimeout(Runnable::run, silenceMillis);
    }
  }

  static BorrowedConnection from(DataSource dataSource, PostgresSettings settings)
      throws SQLException {
    return from(dataSource, settings.longestSilenceMillis());
  }

  /**
   * A connection for a call.
   *
   * @param silenceMillis how long the server may say nothing, where the connection has no limit of its own
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
      if (networkTimeout == 0) {
        connection.setNetworkTimeout(Runnable::run, 0);
      }
      if (!autoCommit) {
        connection.setAutoCommit(false);
      }
    }
  }
}
