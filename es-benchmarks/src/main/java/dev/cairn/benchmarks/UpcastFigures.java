package dev.cairn.benchmarks;

import static dev.cairn.codec.upcast.JsonEdit.edit;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.benchmarks.Transfers.Transferred;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EventType;
import dev.cairn.postgres.BulkAppend;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import java.time.LocalDate;
import java.util.stream.IntStream;

/** What it costs that events may have been stored in an earlier form. */
final class UpcastFigures {

  private static final String SCHEMA = "upcast";
  private static final int EVENTS = 1_000_000;
  private static final int STREAM = 100;
  private static final int OTHERS = 20;

  private final HikariDataSource pool;
  private final PostgresSettings settings = PostgresSettings.defaults().withSchema(SCHEMA);
  private long checksum;

  /** What {@link Transferred} became. */
  @EventType(value = "money-transferred", revision = 2)
  record TransferredToday(
      String account,
      String counterparty,
      long cents,
      String currency,
      LocalDate valueDate,
      String reference,
      String description,
      boolean instant,
      long fee) {}

  /** Of which there are none in the log. */
  @EventType(value = "something-else", revision = OTHERS + 1)
  record SomethingElse() {}

  private UpcastFigures(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Fills a log with a million events. */
  static UpcastFigures prepared(BenchmarkDatabase database) throws Exception {
    database.createLog(SCHEMA);
    UpcastFigures figures = new UpcastFigures(database.pool(2));
    new BulkAppend(figures.pool, Transfers.CODEC, figures.settings)
        .append(IntStream.range(0, EVENTS / STREAM)
            .mapToObj(i -> new StreamAppend(
                Transfers.newStream(), ExpectedVersion.noStream(), Transfers.events(STREAM))));
    database.execute("vacuum analyze " + SCHEMA + ".events");
    return figures;
  }

  /** Current events, while upcasters are registered for other types. */
  Figure idle() {
    Upcaster[] steps = IntStream.rangeClosed(1, OTHERS)
        .mapToObj(i -> Upcaster.change("something-else", i, edit()))
        .toArray(Upcaster[]::new);
    JacksonEventCodec with = JacksonEventCodec.forEvents(Transferred.class, SomethingElse.class)
        .withUpcasters(Upcasters.of(steps));
    PostgresEventStore plain = PostgresEventStore.open(pool, Transfers.CODEC, settings);
    PostgresEventStore prepared = PostgresEventStore.open(pool, with, settings);
    return new Figure(
        "replay of 1,000,000 current events with 20 upcasters for another type against none",
        "events/s",
        Figure.Bound.atLeast(0.97),
        () -> replayed(plain),
        () -> replayed(prepared));
  }

  /** Every event takes one step: a property gets another name, and one is added. */
  Figure step() {
    JacksonEventCodec today = JacksonEventCodec.forEvents(TransferredToday.class)
        .withUpcasters(Upcasters.of(Upcaster.change(
            "money-transferred", 1, edit().rename("bookedOn", "valueDate").add("fee", 0))));
    PostgresEventStore asStored = PostgresEventStore.open(pool, Transfers.CODEC, settings);
    PostgresEventStore upcasting = PostgresEventStore.open(pool, today, settings);
    return new Figure(
        "replay of 1,000,000 events that each take one upcasting step against current ones",
        "events/s",
        Figure.Bound.atLeast(0.5),
        () -> replayed(asStored),
        () -> Clients.rate(
            EVENTS,
            () -> upcasting.readLog(
                LogRead.all(), event -> checksum += ((TransferredToday) event.payload()).cents())));
  }

  private double replayed(PostgresEventStore store) throws Exception {
    return Clients.rate(
        EVENTS,
        () -> store.readLog(
            LogRead.all(), event -> checksum += ((Transferred) event.payload()).cents()));
  }

  /** What all the reading came to, so that none of it can be left out. */
  long checksum() {
    return checksum;
  }
}
