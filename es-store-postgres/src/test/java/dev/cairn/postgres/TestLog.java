package dev.cairn.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.PostgresServer;
import dev.cairn.embedded.Servers;
import dev.cairn.event.EventCodec;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.LogRead;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/**
 * A log of its own in a schema of its own, and ways to look at it past the store. Unless a test says
 * otherwise, all of them live in one database of one server and share one pool.
 */
public final class TestLog implements AutoCloseable {

  private static final AtomicInteger MADE = new AtomicInteger();

  private final DataSource dataSource;
  private final PostgresSettings settings;
  private final List<AutoCloseable> open = new ArrayList<>();

  private TestLog(DataSource dataSource, PostgresSettings settings) {
    this.dataSource = dataSource;
    this.settings = settings;
  }

  /** Started when first asked for, and there for all tests of this JVM. */
  private static final class Shared {
    static final PostgresServer SERVER = Servers.sharedPostgres();
    static final String DATABASE = SERVER.freshDatabase("cairn_store").name();
    static final HikariDataSource POOL = pool(SERVER, DATABASE, 12);
  }

  /** A fresh, empty log. */
  public static TestLog create() {
    return in(Shared.POOL, "log_" + MADE.incrementAndGet());
  }

  /** A fresh, empty log on another server or through another pool. */
  static TestLog in(DataSource dataSource, String schema) {
    SchemaScripts.run(dataSource, schema);
    return existing(dataSource, schema);
  }

  /** A log that is there already. */
  static TestLog existing(DataSource dataSource, String schema) {
    return new TestLog(dataSource, PostgresSettings.defaults().withSchema(schema));
  }

  /** The server and the database that tests share. */
  static PostgresServer server() {
    return Shared.SERVER;
  }

  static String database() {
    return Shared.DATABASE;
  }

  static HikariDataSource sharedPool() {
    return Shared.POOL;
  }

  /** A pool of its own; to be closed. */
  static HikariDataSource pool(PostgresServer server, String database, int size) {
    return pool(server.jdbcUrl(database), server.username(), server.password(), size);
  }

  static HikariDataSource pool(String url, String user, String password, int size) {
    return new HikariDataSource(config(url, user, password, size));
  }

  static HikariConfig config(String url, String user, String password, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    // A server that is being started again is a case under test, and not one for a warning.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /** Another pool on this log's database, closed with the log. */
  HikariDataSource anotherPool(int size) {
    return closing(pool(server(), database(), size));
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public String schema() {
    return settings.schema();
  }

  public PostgresSettings settings() {
    return settings;
  }

  public Jdbi jdbi() {
    return Jdbi.create(dataSource);
  }

  public PostgresEventStore store() {
    return store(ContractEvents.codec());
  }

  PostgresEventStore store(EventCodec codec) {
    return closing(PostgresEventStore.open(dataSource, codec, settings));
  }

  /** A store that waits only so long for the lock. */
  PostgresEventStore store(Duration lockWait) {
    return store(dataSource, settings.withLockWait(lockWait));
  }

  PostgresEventStore store(DataSource other, PostgresSettings others) {
    return closing(PostgresEventStore.open(other, ContractEvents.codec(), others));
  }

  <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  /** The value of an SQL expression, or of a query in parentheses; {@code @} stands for the schema. */
  public long number(String expression) {
    return jdbi()
        .withHandle(handle ->
            handle.select("select " + named(expression)).mapTo(Long.class).one());
  }

  public String text(String expression) {
    return jdbi()
        .withHandle(handle ->
            handle.select("select " + named(expression)).mapTo(String.class).one());
  }

  public void execute(String sql) {
    jdbi().useHandle(handle -> handle.execute(named(sql)));
  }

  private String named(String sql) {
    return sql.replace("@", schema());
  }

  /** A connection in a transaction, closed with the log. */
  Connection transaction() throws SQLException {
    Connection connection = closing(dataSource.getConnection());
    connection.setAutoCommit(false);
    return connection;
  }

  /** Waits until nobody keeps a connection, which whoever listens for notifications does. */
  static void awaitGivingUpToListen(HikariDataSource pool) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(7))
        .until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
  }

  /** The whole log, read by a store. */
  static List<RecordedEvent> read(PostgresEventStore store) {
    List<RecordedEvent> events = new ArrayList<>();
    store.readLog(LogRead.all(), events::add);
    return events;
  }

  /** Closes what was opened, the last first. The schema stays: the database goes with the server. */
  @Override
  public void close() {
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        open.get(i).close();
      } catch (Exception e) {
        throw new AssertionError("Does not close: " + open.get(i), e);
      }
    }
    open.clear();
  }
}
