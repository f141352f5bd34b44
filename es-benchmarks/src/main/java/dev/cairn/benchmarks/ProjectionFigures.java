package dev.cairn.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.BulkAppend;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.projection.Projection;
import dev.cairn.projection.ProjectionSchema;
import dev.cairn.projection.ProjectionSettings;
import dev.cairn.projection.Projections;
import dev.cairn.projection.RebuildListener;
import dev.cairn.projection.RebuildOptions;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** What building and following cost, beside a fold by hand. */
final class ProjectionFigures {

  private static final int MILLION = 1_000_000;
  private static final int KEYS = 50_000;
  private static final int MANY_KEYS = 500_000;
  private static final int CALLERS = 32;
  private static final int APPENDS = 4_000;
  private static final int ONE_BY_ONE = 5_000;
  private static final int BATCHED = 50_000;

  private final BenchmarkDatabase database;

  ProjectionFigures(BenchmarkDatabase database) {
    this.database = database;
  }

  Figure rebuild() throws Exception {
    return rebuild("million", KEYS);
  }

  Figure rebuildMany() throws Exception {
    return rebuild("million_of_many", MANY_KEYS);
  }

  private Figure rebuild(String name, int rows) throws Exception {
    String schema = log(name, MILLION, rows);
    HikariDataSource pool = database.pool(1);
    return new Figure(
        String.format(
            Locale.ROOT, "rebuild of a keyed read model from 1,000,000 events, %,d rows", rows),
        "events/s",
        Figure.Bound.atLeast(0.75),
        () -> Clients.rate(MILLION, () -> new RawRebuild(pool, schema).run()),
        rebuilding(schema, MILLION));
  }

  Figure keys() throws Exception {
    String few = log("few_keys", MILLION, KEYS);
    String many = log("many_keys", MILLION, MANY_KEYS);
    return new Figure(
        "rebuild with 500,000 rows against 50,000",
        "events/s",
        Figure.Bound.atLeast(0.83),
        rebuilding(few, MILLION),
        rebuilding(many, MILLION));
  }

  Figure growth() throws Exception {
    String small = log("one_million", MILLION, KEYS);
    String large = log("three_million", 3 * MILLION, KEYS);
    return new Figure(
        "rebuild from 3,000,000 events against 1,000,000",
        "events/s",
        Figure.Bound.atLeast(0.83),
        rebuilding(small, MILLION),
        rebuilding(large, 3 * MILLION));
  }

  /** The same appends; once until the last is acknowledged, once until the read model has it. */
  Figure live() throws Exception {
    String schema = log("live", KEYS, KEYS);
    PostgresEventStore store = store(schema);
    Projections projections = Projections.of(store, Projection.keyed(AccountBalance.class));
    projections.start();
    projections.waitFor("balances", store.head(), Duration.ofMinutes(1));
    return new Figure(
        "appends of 32 callers, until the read model has them against until they are acknowledged",
        "events/s",
        Figure.Bound.atLeast(0.9),
        () -> Clients.rate((long) CALLERS * APPENDS, () -> appendAll(store)),
        () -> {
          projections.waitFor("balances", store.head(), Duration.ofMinutes(5));
          return Clients.rate((long) CALLERS * APPENDS, () -> {
            appendAll(store);
            projections.waitFor("balances", store.head(), Duration.ofMinutes(5));
          });
        });
  }

  private static void appendAll(PostgresEventStore store) throws Exception {
    Clients.rate(
        CALLERS,
        APPENDS,
        () -> store.append(
            account(ThreadLocalRandom.current().nextInt(KEYS)),
            ExpectedVersion.any(),
            List.of(Transfers.event(1))));
  }

  Figure free() throws Exception {
    String few = log("one_by_one", ONE_BY_ONE, 1_000);
    String many = log("batched", BATCHED, 1_000);
    return new Figure(
        "free projection with an UPSERT for each event, batches of 5,000 against one transaction each",
        "events/s",
        Figure.Bound.atLeast(5),
        rebuildingFree(few, ONE_BY_ONE, 1),
        rebuildingFree(many, BATCHED, 5_000));
  }

  private Figure.Side rebuilding(String schema, long events) {
    Projections projections = Projections.of(store(schema), Projection.keyed(AccountBalance.class));
    return side(projections, "balances", events);
  }

  private Figure.Side rebuildingFree(String schema, long events, int pageSize) {
    Projections projections = Projections.of(
        store(schema),
        ProjectionSettings.defaults().withPageSize(pageSize),
        List.of(Projection.free(new Turnover())));
    return side(projections, "turnover", events);
  }

  private static Figure.Side side(Projections projections, String name, long events) {
    return () -> Clients.rate(
        events,
        () -> projections
            .operations()
            .rebuild(
                List.of(name), RebuildOptions.defaults().withFresh(true), RebuildListener.NONE));
  }

  static StreamId account(long number) {
    return StreamId.of("account", Long.toString(number));
  }

  PostgresEventStore store(String schema) {
    return PostgresEventStore.open(
        database.pool(8), Transfers.CODEC, PostgresSettings.defaults().withSchema(schema));
  }

  /** So many events, four for each of so many accounts at a time. */
  String log(String schema, int events, int accounts) throws Exception {
    database.createLog(schema);
    ProjectionSchema.migrate(database.pool(2), schema);
    int each = Math.min(4, events / accounts);
    new BulkAppend(
            database.pool(2), Transfers.CODEC, PostgresSettings.defaults().withSchema(schema))
        .append(IntStream.range(0, events / each)
            .mapToObj(i -> new StreamAppend(
                account(i % accounts), ExpectedVersion.any(), events((long) i * each, each))));
    database.execute("vacuum analyze " + schema + ".events");
    return schema;
  }

  private static List<NewEvent> events(long first, int count) {
    List<NewEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(Transfers.event(first + i));
    }
    return events;
  }
}
