package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.PostgresServer;
import dev.cairn.embedded.Servers;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.OutboxSchema;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.TopicSettings;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.projection.Projection;
import dev.cairn.projection.ProjectionSchema;
import dev.cairn.projection.ProjectionSettings;
import dev.cairn.projection.Projections;
import dev.cairn.snapshot.SnapshotSchema;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** A log in a database of its own, and the command line that looks after it. */
final class OperatedLog implements AutoCloseable {

  private static final PostgresServer SERVER = Servers.sharedPostgres();

  private final String database;
  private final HikariDataSource pool;
  private final PostgresEventStore store;
  private final Function<PostgresEventStore, List<Projection>> application;

  /** A database with an empty log, to be copied: that is quicker than migrating each. */
  private static final class Template {
    static final String NAME = create();

    private static String create() {
      String name = newName();
      SERVER.createDatabase(name);
      OutboxSchema.migrate(SERVER.dataSource(name), "cairn");
      ProjectionSchema.migrate(SERVER.dataSource(name), "cairn");
      SnapshotSchema.migrate(SERVER.dataSource(name), "cairn");
      return name;
    }
  }

  OperatedLog() {
    this(store -> List.of(Total.projection()));
  }

  /** That of an application with other projections. */
  OperatedLog(Function<PostgresEventStore, List<Projection>> application) {
    this.application = application;
    this.database = newName();
    onServer("create database " + database + " template " + Template.NAME);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(SERVER.jdbcUrl(database));
    config.setUsername(SERVER.username());
    config.setPassword(SERVER.password());
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    this.pool = new HikariDataSource(config);
    execute("update cairn.log set id = gen_random_uuid()");
    this.store = PostgresEventStore.open(pool, CliEvents.codec(), PostgresSettings.defaults());
  }

  /** Random, not counted: several processes may use one external server. */
  private static String newName() {
    return "cli_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  private static void onServer(String sql) {
    Jdbi.create(SERVER.dataSource()).useHandle(handle -> handle.execute(sql));
  }

  PostgresEventStore store() {
    return store;
  }

  /** The projections of the application, to be closed. */
  Projections projections() {
    return Projections.of(store, ProjectionSettings.defaults(), application.apply(store));
  }

  /** The name of its database. */
  String database() {
    return database;
  }

  DataSource pool() {
    return pool;
  }

  Jdbi jdbi() {
    return Jdbi.create(pool);
  }

  void execute(String sql) {
    jdbi().useHandle(handle -> handle.execute(sql));
  }

  void append(StreamId stream, Object... payloads) {
    store.append(
        stream,
        ExpectedVersion.any(),
        Arrays.stream(payloads).map(payload -> NewEvent.of(payload)).toList());
  }

  List<RecordedEvent> events() {
    List<RecordedEvent> events = new ArrayList<>();
    store.readLog(LogRead.all(), events::add);
    return events;
  }

  /** How the relay of this log publishes. */
  RelaySettings relay() {
    return RelaySettings.publishingTo(database + ".")
        .withTopics(TopicSettings.singleBroker().withPartitions(2))
        .withLease(Duration.ofSeconds(1));
  }

  /** Starts a relay, waits until it has been through the whole log, and closes it. */
  void publishAll(RelaySettings settings) {
    try (OutboxRelay relay = OutboxRelay.start(store, TestKafka.settings(), settings)) {
      await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(10)).until(() -> {
        assertThat(relay.ended().toCompletableFuture()).isNotCompletedExceptionally();
        return relay.state().leading() && relay.state().cursor().equals(store.head());
      });
    }
  }

  /** Runs a command on this log. */
  CommandRun es(String... args) {
    return es(new ByteArrayOutputStream(), args);
  }

  /** The same, with standard error to be read meanwhile. */
  CommandRun es(ByteArrayOutputStream err, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.get(0).equals("schema")) {
      all.add("--jdbc-url");
      all.add(url());
    }
    return run(plain(application).withKafka(() -> new TestKafka(relay())), err, all);
  }

  /** Runs a command of an application that has not said where Kafka is. */
  static CommandRun run(String... args) {
    return run(
        plain(store -> List.of(Total.projection())), new ByteArrayOutputStream(), List.of(args));
  }

  private static EsCli plain(Function<PostgresEventStore, List<Projection>> application) {
    Supplier<PostgresLogOptions> options = () ->
        new PostgresLogOptions(CliEvents.codec(), application, List.of(Savings.snapshotted()));
    return EsCli.of(() -> new PostgresLogOptions(CliEvents.codec()))
        .withProjections(options)
        .withSnapshots(options)
        .withSchemas(() -> CliEvents::codec);
  }

  private static CommandRun run(EsCli cli, ByteArrayOutputStream err, List<String> args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode = cli.run(
        "es",
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args.toArray(String[]::new));
    return new CommandRun(
        args, exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Where it is, without who asks. */
  String plainUrl() {
    return SERVER.jdbcUrl(database);
  }

  /** Where it is, for the superuser. */
  String url() {
    return urlOf(database, SERVER.username(), SERVER.password());
  }

  /** The password goes with the URL, because a test cannot change its own environment. */
  static String urlOf(String database, String user, String password) {
    String url = SERVER.jdbcUrl(database);
    return url + (url.contains("?") ? "&" : "?") + "user=" + user + "&password=" + password;
  }

  @Override
  public void close() {
    store.close();
    pool.close();
    onServer("drop database " + database + " with (force)");
  }
}
