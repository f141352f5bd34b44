package dev.cairn.outbox.consumer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.PostgresServer;
import dev.cairn.embedded.Servers;
import dev.cairn.outbox.PublishedEvent;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A consumer's own database: the tables of the consumer, and one in which a handler writes what it handles. */
final class TestDatabase implements AutoCloseable {

  private final FreshDatabase database;
  private final HikariDataSource pool;

  TestDatabase() {
    this(Servers.sharedPostgres());
  }

  TestDatabase(PostgresServer server) {
    this.database = server.freshDatabase("consumer");
    this.pool = pool(database.jdbcUrl(), database.username(), database.password());
    OffsetTable.inSearchPath().create(pool);
    // Nothing here is unique: what is done twice is seen twice.
    jdbi()
        .useHandle(
            handle -> handle.execute(
                "create table handled (place bigserial, key text not null, version bigint not null, by text not null)"));
  }

  static HikariDataSource pool(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  FreshDatabase database() {
    return database;
  }

  DataSource dataSource() {
    return pool;
  }

  Jdbi jdbi() {
    return Jdbi.create(pool);
  }

  /** What a handler does. */
  static void write(PublishedEvent event, Handle transaction, String by) {
    transaction.execute(
        "insert into handled (key, version, by) values (?, ?, ?)",
        event.subject(),
        Objects.requireNonNull(event.version()).value(),
        by);
  }

  Delivery.ExactlyOnce delivery() {
    return Delivery.exactlyOnce(pool, (event, transaction) -> write(event, transaction, "test"));
  }

  /** All that was handled and committed, in that order. */
  List<String> handled() {
    return jdbi()
        .withHandle(handle -> handle
            .createQuery("select key, version from handled order by place")
            .map((row, context) -> TestTopic.text(row.getString(1), row.getLong(2)))
            .list());
  }

  long number(String query) {
    return jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  @Override
  public void close() {
    pool.close();
    database.close();
  }
}
