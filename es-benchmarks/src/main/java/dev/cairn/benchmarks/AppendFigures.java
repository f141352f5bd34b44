package dev.cairn.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.BulkAppend;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What an append costs. */
final class AppendFigures {

  private static final int LONE_APPENDS = 6_000;
  private static final int CALLERS = 64;
  private static final int APPENDS_EACH = 1_000;
  private static final int LARGE = 1_000;
  private static final int LARGE_APPENDS = 20;
  private static final int BULK = 200_000;
  private static final int BULK_STREAM = 100;

  private final BenchmarkDatabase database;
  private final PostgresEventStore store;
  private final RawLog raw;

  AppendFigures(BenchmarkDatabase database, PostgresEventStore store) {
    this.database = database;
    this.store = store;
    this.raw = new RawLog(BenchmarkDatabase.RAW);
  }

  Figure oneCaller() {
    HikariDataSource pool = database.pool(1);
    return new Figure(
        "append, 1 caller, 1 event",
        "us, median",
        Figure.Bound.atMost(1.2),
        () -> Clients.medianMicros(LONE_APPENDS, () -> insertOne(pool)),
        () -> Clients.medianMicros(LONE_APPENDS, this::appendOne));
  }

  Figure manyCallers() {
    HikariDataSource pool = database.pool(CALLERS);
    return new Figure(
        "append, 64 callers, against one transaction each",
        "events/s",
        Figure.Bound.atLeast(2.2),
        () -> Clients.rate(CALLERS, APPENDS_EACH, () -> insertOne(pool)),
        () -> Clients.rate(CALLERS, APPENDS_EACH, this::appendOne));
  }

  Figure manyCallersAgainstGroupCommit() {
    RawGroupCommit groupCommit = new RawGroupCommit(raw, database.pool(1));
    return new Figure(
        "append, 64 callers, against a group commit by hand",
        "events/s",
        Figure.Bound.atLeast(0.8),
        () -> Clients.rate(
            CALLERS,
            APPENDS_EACH,
            () -> groupCommit.append(
                RawLog.Row.of(Transfers.newStream().toString(), 1, Transfers.event(1)))),
        () -> Clients.rate(CALLERS, APPENDS_EACH, this::appendOne));
  }

  Figure large() {
    HikariDataSource pool = database.rewritingPool();
    return new Figure(
        "append of 1,000 events in one call",
        "events/s",
        Figure.Bound.atLeast(0.9),
        () -> Clients.rate((long) LARGE * LARGE_APPENDS, () -> insertLarge(pool)),
        () -> Clients.rate((long) LARGE * LARGE_APPENDS, this::appendLarge));
  }

  Figure bulk() {
    HikariDataSource pool = database.pool(1);
    BulkAppend bulk =
        new BulkAppend(database.pool(1), Transfers.CODEC, PostgresSettings.defaults());
    return new Figure(
        "bulk append of 200,000 events",
        "events/s",
        Figure.Bound.atLeast(0.8),
        () -> {
          byte[] copy = RawCopy.rows(pool, BULK, BULK_STREAM);
          return Clients.rate(BULK, () -> RawCopy.copyIn(pool, copy));
        },
        () -> {
          List<StreamAppend> appends = bulkAppends();
          return Clients.rate(BULK, () -> bulk.append(appends.stream()));
        });
  }

  private void insertOne(HikariDataSource pool) throws Exception {
    try (Connection connection = pool.getConnection()) {
      raw.insert(
          connection, RawLog.Row.of(Transfers.newStream().toString(), 1, Transfers.event(1)));
    }
  }

  private void appendOne() {
    store.append(Transfers.newStream(), ExpectedVersion.noStream(), List.of(Transfers.event(1)));
  }

  private void insertLarge(HikariDataSource pool) throws Exception {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < LARGE_APPENDS; i++) {
        String stream = Transfers.newStream().toString();
        List<NewEvent> events = Transfers.events(LARGE);
        List<RawLog.Row> rows = new ArrayList<>(LARGE);
        for (int n = 0; n < LARGE; n++) {
          rows.add(RawLog.Row.of(stream, n + 1, events.get(n)));
        }
        raw.insertBatch(connection, rows);
        connection.commit();
      }
    }
  }

  private void appendLarge() {
    for (int i = 0; i < LARGE_APPENDS; i++) {
      store.append(Transfers.newStream(), ExpectedVersion.noStream(), Transfers.events(LARGE));
    }
  }

  private static List<StreamAppend> bulkAppends() {
    return IntStream.range(0, BULK / BULK_STREAM)
        .mapToObj(i -> bulkAppend(Transfers.newStream()))
        .toList();
  }

  private static StreamAppend bulkAppend(StreamId stream) {
    return new StreamAppend(stream, ExpectedVersion.noStream(), Transfers.events(BULK_STREAM));
  }
}
