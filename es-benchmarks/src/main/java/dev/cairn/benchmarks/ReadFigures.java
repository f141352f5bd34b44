package dev.cairn.benchmarks;

import com.fasterxml.jackson.databind.ObjectReader;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.benchmarks.Transfers.Transferred;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.BulkAppend;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.StreamRead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** What reading costs. */
final class ReadFigures {

  private static final String SCHEMA = "replay";
  private static final int EVENTS = 1_000_000;
  private static final int STREAM = 100;
  private static final int LOADS = 2_000;

  private final BenchmarkDatabase database;
  private final PostgresEventStore store;
  private final List<StreamId> streams = new ArrayList<>();
  private final ObjectReader json = JacksonEventCodec.defaultMapper().readerFor(Transferred.class);
  private long checksum;

  private ReadFigures(BenchmarkDatabase database, PostgresEventStore store) {
    this.database = database;
    this.store = store;
  }

  /** Fills a log with a million events in streams of a hundred. */
  static ReadFigures prepared(BenchmarkDatabase database) throws Exception {
    PostgresSettings settings = PostgresSettings.defaults().withSchema(SCHEMA);
    HikariDataSource pool = database.pool(2);
    database.createLog(SCHEMA);
    ReadFigures figures =
        new ReadFigures(database, PostgresEventStore.open(pool, Transfers.CODEC, settings));
    new BulkAppend(pool, Transfers.CODEC, settings)
        .append(IntStream.range(0, EVENTS / STREAM).mapToObj(i -> figures.nextStream()));
    database.execute("vacuum analyze " + SCHEMA + ".events");
    return figures;
  }

  private StreamAppend nextStream() {
    StreamId stream = Transfers.newStream();
    streams.add(stream);
    return new StreamAppend(stream, ExpectedVersion.noStream(), Transfers.events(STREAM));
  }

  Figure load() {
    HikariDataSource pool = database.pool(1);
    return new Figure(
        "load a stream of 100 events",
        "us, median",
        Figure.Bound.atMost(1.2),
        () -> Clients.medianMicros(LOADS, () -> loadRaw(pool)),
        () -> Clients.medianMicros(
            LOADS,
            () -> store
                .read(StreamRead.forward(anyStream()))
                .forEach(event -> checksum += ((Transferred) event.payload()).cents())));
  }

  Figure replay() {
    HikariDataSource pool = database.pool(1);
    return new Figure(
        "replay of 1,000,000 events to typed events",
        "events/s",
        Figure.Bound.atLeast(0.85),
        () -> Clients.rate(EVENTS, () -> {
          try (Connection connection = pool.getConnection()) {
            RawCopy.replay(
                connection, SCHEMA, read -> checksum += read.payload().cents() + read.position());
          }
        }),
        () -> Clients.rate(
            EVENTS,
            () -> store.readLog(
                LogRead.all(),
                event -> checksum +=
                    ((Transferred) event.payload()).cents() + event.position().value())));
  }

  private void loadRaw(HikariDataSource pool) throws Exception {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select version, id, type, payload from " + SCHEMA
                + ".events where stream = ? order by version")) {
      statement.setString(1, anyStream().toString());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Transferred event = json.readValue(row.getBytes(4));
          checksum += event.cents();
        }
      }
    }
  }

  private StreamId anyStream() {
    return streams.get(ThreadLocalRandom.current().nextInt(streams.size()));
  }

  /** What all the reading came to, so that none of it can be left out. */
  long checksum() {
    return checksum;
  }
}
