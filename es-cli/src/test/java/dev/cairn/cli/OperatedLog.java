package dev.cairn.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.outbox.OutboxSchema;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.projection.ProjectionSchema;
import dev.cairn.projection.Projections;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** A log in a database of its own, and the command line that looks after it. */
final class OperatedLog implements AutoCloseable {

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("cli");
  private final HikariDataSource pool;
  private final PostgresEventStore store;

  OperatedLog() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    this.pool = new HikariDataSource(config);
    OutboxSchema.migrate(pool, "cairn");
    ProjectionSchema.migrate(pool, "cairn");
    this.store = PostgresEventStore.open(pool, CliEvents.codec(), PostgresSettings.defaults());
  }

  PostgresEventStore store() {
    return store;
  }

  /** The projections of the application, to be closed. */
  Projections projections() {
    return Projections.of(store, Total.projection());
  }

  FreshDatabase database() {
    return database;
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

  /** Runs a command on this log. */
  CommandRun es(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--jdbc-url");
    all.add(urlOf(database));
    return run(all.toArray(String[]::new));
  }

  /** Runs a command. */
  static CommandRun run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = EsCli.of(() -> new PostgresLogOptions(CliEvents.codec()))
        .withProjections(() -> new PostgresLogOptions(CliEvents.codec(), Total.projection()))
        .run(
            "es",
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new CommandRun(
        List.of(args),
        exitCode,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }

  /** The password goes with the URL, because a test cannot change its own environment. */
  static String urlOf(FreshDatabase database) {
    return urlOf(database, database.username(), database.password());
  }

  static String urlOf(FreshDatabase database, String user, String password) {
    String separator = database.jdbcUrl().contains("?") ? "&" : "?";
    return database.jdbcUrl() + separator + "user=" + user + "&password=" + password;
  }

  @Override
  public void close() {
    store.close();
    pool.close();
    database.close();
  }
}
