package dev.cairn.projection;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.PostgresServer;
import dev.cairn.embedded.Servers;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Jdbi;

/** A log of its own, with the tables of projections, in a schema of its own. */
final class ProjectionLog implements AutoCloseable {

  private static final AtomicInteger MADE = new AtomicInteger();

  private final HikariDataSource dataSource;
  private final PostgresSettings settings;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final PostgresEventStore store;

  private ProjectionLog(HikariDataSource dataSource, String schema) {
    this.dataSource = dataSource;
    this.settings = PostgresSettings.defaults().withSchema(schema);
    ProjectionScripts.run(dataSource, schema);
    this.store = PostgresEventStore.open(dataSource, BankEvents.codec(), settings);
    open.add(store);
  }

  /** Started when first asked for, and there for all tests of this JVM. */
  private static final class Shared {
    static final PostgresServer SERVER = Servers.sharedPostgres();
    static final HikariDataSource POOL =
        pool(SERVER, SERVER.freshDatabase("cairn_projections").name());
  }

  /** A fresh, empty log on the server that tests share. */
  static ProjectionLog create() {
    return in(Shared.POOL);
  }

  /** A fresh, empty log on another server. */
  static ProjectionLog in(HikariDataSource dataSource) {
    return new ProjectionLog(dataSource, "log_" + MADE.incrementAndGet());
  }

  /** Connections of another role to the server that tests share; to be closed. */
  HikariDataSource poolOf(String role, String password) {
    return pool(Shared.POOL.getJdbcUrl(), role, password);
  }

  static HikariDataSource pool(PostgresServer server, String database) {
    return pool(server.jdbcUrl(database), server.username(), server.password());
  }

  private static HikariDataSource pool(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    return new HikariDataSource(config);
  }

  /** Waits for as long as a loaded machine may need. */
  static ConditionFactory patiently() {
    return await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofMinutes(2));
  }

  PostgresEventStore store() {
    return store;
  }

  HikariDataSource pool() {
    return dataSource;
  }

  String schema() {
    return settings.schema();
  }

  Jdbi jdbi() {
    return Jdbi.create(dataSource);
  }

  /** The value of an SQL expression, or of a query in parentheses; {@code @} stands for the schema. */
  long number(String expression) {
    return jdbi()
        .withHandle(handle -> handle
            .select("select " + expression.replace("@", schema()))
            .mapTo(Long.class)
            .one());
  }

  /** The rows of a query; {@code @} stands for the schema. */
  <T> List<T> rows(String sql, Reading<T> reading) {
    return jdbi()
        .withHandle(handle -> handle
            .select(sql.replace("@", schema()))
            .map((row, context) -> reading.read(row))
            .list());
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  void execute(String sql) {
    jdbi().useHandle(handle -> handle.execute(sql.replace("@", schema())));
  }

  void append(StreamId stream, Object... payloads) {
    store.append(
        stream,
        ExpectedVersion.any(),
        Arrays.stream(payloads).map(payload -> NewEvent.of(payload)).toList());
  }

  /** So many events of so many accounts: the opening of each, and deposits, some at a time. */
  void deposits(int events, int accounts) {
    for (int number = 0; number < accounts; number++) {
      append(BankEvents.account(number), new BankEvents.Opened("owner " + number));
      int each = events / accounts - 1;
      for (int done = 0; done < each; done += 100) {
        Object[] some = IntStream.range(done, Math.min(each, done + 100))
            .mapToObj(i -> new BankEvents.Deposited(i, LocalDate.of(1993, 1, 1).plusDays(i % 500)))
            .toArray();
        append(BankEvents.account(number), some);
      }
    }
  }

  /** So many deposits more, by turns to accounts that are there, a few at a time. */
  void deposit(int events, int accounts) {
    for (int done = 0; done < events; done += accounts) {
      for (int number = 0; number < Math.min(accounts, events - done); number++) {
        append(
            BankEvents.account(number),
            new BankEvents.Deposited(done + number + 1, LocalDate.of(1994, 1, 1)));
      }
    }
  }

  List<RecordedEvent> events() {
    List<RecordedEvent> events = new ArrayList<>();
    store.readLog(LogRead.all(), events::add);
    return events;
  }

  <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }

  /** Closes what was opened, the last first. The schema goes with the server. */
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
