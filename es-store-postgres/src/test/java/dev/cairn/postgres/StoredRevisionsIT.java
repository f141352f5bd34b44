package dev.cairn.postgres;

import static dev.cairn.codec.upcast.JsonEdit.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.UnknownEventRevisionException;
import dev.cairn.event.UnreadableEventsException;
import dev.cairn.postgres.transfer.LogExport;
import dev.cairn.postgres.transfer.LogFile;
import dev.cairn.postgres.transfer.LogImport;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The revision is kept with every event, and what a log holds is known when it is opened. */
final class StoredRevisionsIT {

  private static final StreamId STREAM = StreamId.of("account", "1");

  @EventType("paid")
  record PaidOnce(String amount) {}

  @EventType(value = "paid", revision = 2)
  record Paid(String cents) {}

  private static final JacksonEventCodec OLD = JacksonEventCodec.forEvents(PaidOnce.class);
  private static final JacksonEventCodec NEW = JacksonEventCodec.forEvents(Paid.class);
  private static final JacksonEventCodec READING_BOTH =
      NEW.withUpcasters(Upcasters.of(Upcaster.change("paid", 1, edit().rename("amount", "cents"))));

  private final TestLog log = TestLog.create();

  @AfterEach
  void close() {
    log.close();
  }

  private PostgresEventStore open(JacksonEventCodec codec) {
    return log.closing(PostgresEventStore.open(log.dataSource(), codec, log.settings()));
  }

  private static List<Integer> revisions(PostgresEventStore store) {
    List<Integer> revisions = new ArrayList<>();
    Position ignored =
        store.readLog(LogRead.all().stored(), event -> revisions.add(event.revision()));
    return revisions;
  }

  @Test
  void everyWayToAppendStoresTheRevision() {
    PostgresEventStore old = open(OLD);
    old.append(STREAM, ExpectedVersion.noStream(), List.of(NewEvent.of(new PaidOnce("1"))));
    PostgresEventStore store = open(READING_BOTH);
    NewEvent two = NewEvent.of(new Paid("2"));
    store.append(STREAM, ExpectedVersion.any(), List.of(two, NewEvent.of(new Paid("3"))));
    // Slowly: one of the two appends that share the call is repeated.
    store.append(STREAM, ExpectedVersion.streamExists(), List.of(NewEvent.of(new Paid("4"))));
    new BulkAppend(log.dataSource(), READING_BOTH, log.settings())
        .append(Stream.of(
            new StreamAppend(STREAM, ExpectedVersion.any(), List.of(NewEvent.of(new Paid("5"))))));
    store
        .database()
        .inTransaction(handle -> store.append(
            handle, STREAM, ExpectedVersion.any(), List.of(NewEvent.of(new Paid("6")))));

    assertThat(revisions(store)).containsExactly(1, 2, 2, 2, 2, 2);
    assertThat(TestLog.read(store))
        .extracting(RecordedEvent::payload)
        .containsExactly(
            new Paid("1"),
            new Paid("2"),
            new Paid("3"),
            new Paid("4"),
            new Paid("5"),
            new Paid("6"));
  }

  @Test
  void aLogThatCannotBeReadIsRefusedWhenItIsOpened() {
    open(OLD).append(STREAM, ExpectedVersion.noStream(), List.of(NewEvent.of(new PaidOnce("1"))));

    assertThatThrownBy(() -> open(NEW))
        .isInstanceOf(UnreadableEventsException.class)
        .hasMessageContaining("paid revision 1")
        .hasMessageContaining("Upcaster.change(\"paid\", 1, ...)");
    assertThatThrownBy(() -> PostgresEventStore.connect(
            TestLog.server().jdbcUrl(TestLog.database()),
            TestLog.server().username(),
            TestLog.server().password(),
            NEW,
            log.settings()))
        .isInstanceOf(UnreadableEventsException.class);
    // For tools that look at what is stored.
    assertThat(revisions(log.closing(
            PostgresEventStore.open(log.dataSource(), NEW, log.settings().withoutRevisionCheck()))))
        .containsExactly(1);
  }

  @Test
  void whatAProcessWouldWriteIsKnownBeforeItDoes() {
    open(OLD);
    assertThatThrownBy(() -> open(NEW)).isInstanceOf(UnreadableEventsException.class);
    open(READING_BOTH);
    // An older version may start beside a newer one: that it cannot read what that writes is said
    // when it meets such an event.
    PostgresEventStore old = open(OLD);
    open(READING_BOTH)
        .append(STREAM, ExpectedVersion.noStream(), List.of(NewEvent.of(new Paid("1"))));
    assertThatThrownBy(() -> TestLog.read(old).get(0).payload())
        .isInstanceOf(UnknownEventRevisionException.class)
        .hasMessageContaining("newer version of the application");
    assertThat(log.number("(select count(*) from @.event_revisions)")).isEqualTo(2);
  }

  @Test
  void anImportedLogKnowsItsRevisions(@TempDir Path directory) {
    open(OLD).append(STREAM, ExpectedVersion.noStream(), List.of(NewEvent.of(new PaidOnce("1"))));
    PostgresEventStore store = open(READING_BOTH);
    store.append(STREAM, ExpectedVersion.any(), List.of(NewEvent.of(new Paid("2"))));
    Path file = directory.resolve("log.gz");
    LogFile exported = LogExport.of(store).write(file, position -> {});

    try (TestLog copy = TestLog.create()) {
      assertThat(LogImport.into(copy.store().database()).read(file, position -> {}))
          .isEqualTo(exported);
      PostgresEventStore imported =
          PostgresEventStore.open(copy.dataSource(), READING_BOTH, copy.settings());
      assertThat(revisions(imported)).containsExactly(1, 2);
      assertThatThrownBy(() -> PostgresEventStore.open(copy.dataSource(), NEW, copy.settings()))
          .isInstanceOf(UnreadableEventsException.class);
      imported.close();
    }
  }

  @Test
  void aLogOfBeforeThereWereRevisionsHasTheFirstOfEachType() {
    log.execute("alter table @.events drop column revision");
    log.execute("drop table @.event_revisions");
    log.execute("""
        insert into @.events (position, version, recorded_at, id, stream, type, payload, metadata)
        values (nextval('@.positions'), 1, now(), gen_random_uuid(), 'account:1', 'paid',
                '{"amount":"1"}', '{}')""");
    log.execute(SchemaScripts.script("V5__revisions").replace("${schema}", "@"));

    assertThatThrownBy(() -> open(NEW)).isInstanceOf(UnreadableEventsException.class);
    assertThat(TestLog.read(open(READING_BOTH)))
        .extracting(RecordedEvent::payload)
        .containsExactly(new Paid("1"));
  }
}
