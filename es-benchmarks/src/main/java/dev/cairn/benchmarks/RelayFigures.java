package dev.cairn.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.KafkaServer;
import dev.cairn.postgres.BulkAppend;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import java.sql.Connection;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** What publishing costs, beside reading the log and sending its records by hand. */
final class RelayFigures {

  private static final int STREAM = 100;
  private static final int EVENTS = 300_000;
  private static final int TAIL = 100_000;
  private static final int LARGE = 2_000_000;

  private final BenchmarkDatabase database;
  private final KafkaServer kafka;

  RelayFigures(BenchmarkDatabase database, KafkaServer kafka) {
    this.database = database;
    this.kafka = kafka;
  }

  /** Against the serial limit: every event is read once and sent once, one after the other. */
  Figure throughput() throws Exception {
    RelayRun relay = log("relayed", EVENTS);
    HikariDataSource pool = database.pool(1);
    RawProducer producer = new RawProducer(relay.store(), kafka.clientSettings());
    return new Figure(
        "relay of 300,000 events, exactly once, against reading and sending by hand",
        "events/s",
        Figure.Bound.atLeast(0.7),
        () -> {
          double read = Clients.rate(EVENTS, () -> copyOut(pool, "relayed"));
          double sent = producer.rate(EVENTS);
          return 1 / (1 / read + 1 / sent);
        },
        () -> relay.rateOfLast(EVENTS));
  }

  /** The same events from a small log and from the end of a large one. */
  Figure growth() throws Exception {
    RelayRun small = log("small", TAIL);
    RelayRun large = log("large", LARGE);
    return new Figure(
        "relay of 100,000 events, of a log of 2,000,000 against one of 100,000",
        "events/s",
        Figure.Bound.atLeast(0.9),
        () -> small.rateOfLast(TAIL),
        () -> large.rateOfLast(TAIL));
  }

  RelayRun log(String schema, int events) throws Exception {
    database.createLog(schema);
    RelayRun run = new RelayRun(database, schema, kafka.clientSettings());
    new BulkAppend(
            database.pool(2), Transfers.CODEC, PostgresSettings.defaults().withSchema(schema))
        .append(IntStream.range(0, events / STREAM)
            .mapToObj(i -> new StreamAppend(
                Transfers.newStream(), ExpectedVersion.noStream(), Transfers.events(STREAM))));
    database.execute("vacuum analyze " + schema + ".events");
    return run;
  }

  private static void copyOut(HikariDataSource pool, String schema) throws Exception {
    try (Connection connection = pool.getConnection()) {
      CopyOut copy = connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (select " + RawCopy.COLUMNS + " from " + schema
              + ".events order by position) to stdout (format binary)");
      long bytes = 0;
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        bytes += row.length;
      }
      if (bytes == 0) {
        throw new IllegalStateException("The log is empty");
      }
    }
  }
}
