package dev.cairn.snapshot;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.aggregate.AggregateModel;
import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.command.CommandSettings;
import dev.cairn.command.Commands;
import dev.cairn.embedded.PostgresServer;
import dev.cairn.embedded.Servers;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Jdbi;

/** A log of its own with the table of snapshots, and purses in it. */
final class SnapshotLog implements AutoCloseable {

  private static final AtomicInteger MADE = new AtomicInteger();
  static final AggregateModel<Purse> PURSE = AggregateModel.of(Purse.class);

  private final PostgresSettings settings;
  private final PostgresEventStore store;
  private final List<Snapshots> open = new ArrayList<>();

  private SnapshotLog(String schema) {
    this.settings = PostgresSettings.defaults().withSchema(schema);
    SnapshotSchema.migrate(Shared.POOL, schema);
    this.store = PostgresEventStore.open(Shared.POOL, Purse.codec(), settings);
  }

  /** Started when first asked for, and there for all tests of this JVM. */
  private static final class Shared {
    static final PostgresServer SERVER = Servers.sharedPostgres();
    static final String DATABASE = SERVER.freshDatabase("cairn_snapshots").name();
    static final HikariDataSource POOL =
        pool(SERVER.jdbcUrl(DATABASE), SERVER.username(), SERVER.password());
  }

  static SnapshotLog create() {
    return new SnapshotLog("log_" + MADE.incrementAndGet());
  }

  static HikariDataSource pool(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(12);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  /** What another process needs to open this log: URL, user, password, schema. */
  List<String> arguments() {
    return List.of(
        Shared.SERVER.jdbcUrl(Shared.DATABASE),
        Shared.SERVER.username(),
        Shared.SERVER.password(),
        schema());
  }

  static ConditionFactory patiently() {
    return await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(2));
  }

  PostgresEventStore store() {
    return store;
  }

  HikariDataSource pool() {
    return Shared.POOL;
  }

  String schema() {
    return settings.schema();
  }

  PostgresSnapshotStore table() {
    return new PostgresSnapshotStore(store.database());
  }

  /** Of purses, in the table of this log; closed with it. */
  Snapshots snapshots(SnapshotSettings how, SnapshotPolicy policy) {
    return snapshots(table(), how, Snapshotted.of(Purse.class, policy));
  }

  Snapshots snapshots(SnapshotStore where, SnapshotSettings how, Snapshotted<?> what) {
    Snapshots snapshots = Snapshots.of(store, where, how, List.of(what));
    open.add(snapshots);
    return snapshots;
  }

  Commands commands(Snapshots snapshots) {
    return Commands.of(store, snapshots.loader(), CommandSettings.defaults(), PURSE);
  }

  /** Commands that know nothing of snapshots. */
  Commands commands() {
    return Commands.of(store, CommandSettings.defaults(), PURSE);
  }

  void append(StreamId stream, Stream<?> events) {
    store.append(
        stream,
        ExpectedVersion.any(),
        events.map(event -> NewEvent.of((Object) event)).toList());
  }

  /** A purse with so many events. */
  StreamId purse(String id, int events) {
    append(Purse.stream(id), Purse.events(id, events));
    return Purse.stream(id);
  }

  /** The state that all events lead to. */
  Loaded<Purse> replayed(StreamId stream) {
    return StateLoader.replaying(store).load(PURSE, stream);
  }

  Loaded<Purse> replayed(StreamId stream, long version) {
    return StateLoader.replaying(store).loadAsOf(PURSE, stream, new StreamVersion(version));
  }

  /** The value of an SQL expression, or of a query in parentheses; {@code @} stands for the schema. */
  long number(String expression) {
    return jdbi()
        .withHandle(handle -> handle
            .select("select " + expression.replace("@", schema()))
            .mapTo(Long.class)
            .one());
  }

  void execute(String sql) {
    jdbi().useHandle(handle -> handle.execute(sql.replace("@", schema())));
  }

  Jdbi jdbi() {
    return Jdbi.create(Shared.POOL);
  }

  /** Returns when so many have been taken. */
  static void awaitTaken(Snapshots snapshots, long count) {
    patiently().until(() -> snapshots.counts().taken() >= count);
  }

  @Override
  public void close() {
    open.forEach(Snapshots::close);
    store.close();
  }
}
