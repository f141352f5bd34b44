package dev.cairn.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.PostgresServer;
import dev.cairn.postgres.LogSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The server that both sides use, with one schema for each. */
final class BenchmarkDatabase implements AutoCloseable {

  static final String CAIRN = "cairn";
  static final String RAW = "raw";

  private final PostgresServer server;
  private final List<HikariDataSource> pools = new ArrayList<>();
  private final HikariDataSource owner;

  BenchmarkDatabase(PostgresServer server) {
    this.server = server;
    this.owner = pool(2);
    createLog(CAIRN);
    createLog(RAW);
  }

  String version() {
    try (Connection connection = owner.getConnection()) {
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void createLog(String schema) {
    execute("drop schema if exists " + schema + " cascade");
    LogSchema.migrate(owner, schema);
  }

  void execute(String sql) {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many transactions the server has committed in this database. */
  long transactions() {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "select xact_commit from pg_stat_database where datname = current_database()")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A pool of so many connections, closed with the database. */
  HikariDataSource pool(int connections) {
    return pool(connections, server.jdbcUrl());
  }

  /** A pool of one connection whose driver rewrites batches into inserts of many rows. */
  HikariDataSource rewritingPool() {
    String url = server.jdbcUrl();
    return pool(1, url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true");
  }

  private HikariDataSource pool(int connections, String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(server.username());
    config.setPassword(server.password());
    config.setMaximumPoolSize(connections);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return pool;
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
  }
}
