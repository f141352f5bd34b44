package dev.cairn.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.LogSchema;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.store.StreamRead;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/from-axon.md shows of Cairn compiles, and moves events as it says. */
class FromAxonIT {

  private static final Path GUIDE = Path.of("..", "docs", "from-axon.md");
  private static final UUID OPENED = UUID.fromString("5f0f7c5e-6f5c-4c27-9d0b-0a3a3a2d8a01");
  private static final UUID WITHDRAWN = UUID.fromString("5f0f7c5e-6f5c-4c27-9d0b-0a3a3a2d8a02");
  private static final UUID TRACE = UUID.fromString("5f0f7c5e-6f5c-4c27-9d0b-0a3a3a2d8a03");
  private static final UUID PARENT = UUID.fromString("5f0f7c5e-6f5c-4c27-9d0b-0a3a3a2d8a04");

  @TempDir
  private Path directory;

  private FreshDatabase database;
  private ClassLoader classes;

  @BeforeEach
  void anEventStoreOfAxonAndAnEmptyLog() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String block : Snippets.in(GUIDE, "java")) {
      if (!block.startsWith("// Axon Framework 4\n")) {
        sources.put(Snippets.className(block), block);
      }
    }
    assertThat(sources).containsOnlyKeys("Account", "AxonImport");
    classes = Snippets.compile(sources, directory);
    database = Servers.sharedPostgres().freshDatabase("from_axon");
    LogSchema.migrate(database.dataSource(), "cairn");
    sql("""
        create table domain_event_entry (
          global_index         bigint       not null primary key,
          event_identifier     varchar(255) not null unique,
          meta_data            bytea,
          payload              bytea        not null,
          payload_revision     varchar(255),
          payload_type         varchar(255) not null,
          time_stamp           varchar(255) not null,
          aggregate_identifier varchar(255) not null,
          sequence_number      bigint       not null,
          type                 varchar(255),
          unique (aggregate_identifier, sequence_number)
        )""");
    stored(1, OPENED, 0, "com.example.AccountOpened", "{\"accountId\":\"7\",\"cents\":900}", "{}");
    stored(
        5,
        WITHDRAWN,
        1,
        "com.example.MoneyWithdrawn",
        "{\"accountId\":\"7\",\"cents\":200}",
        "{\"traceId\":\"" + TRACE + "\",\"correlationId\":\"" + PARENT + "\",\"user\":\"ann\"}");
  }

  @AfterEach
  void dropTheDatabase() {
    database.close();
  }

  @Test
  void eventsAreMovedWithTheirIdsInTheirOrder() throws Exception {
    assertThat(moved()).isEqualTo(2L);

    try (PostgresEventStore store = store()) {
      List<RecordedEvent> events =
          store.read(StreamRead.forward(StreamId.of("account", "7"))).toList();
      assertThat(events).extracting(RecordedEvent::id).containsExactly(OPENED, WITHDRAWN);
      assertThat(events)
          .extracting(event -> event.payload().toString())
          .containsExactly("Opened[cents=900]", "Withdrawn[cents=200]");
      assertThat(events.get(0).metadata().correlationId()).isNull();
      assertThat(events.get(1).metadata().correlationId()).isEqualTo(TRACE);
      assertThat(events.get(1).metadata().causationId()).isEqualTo(PARENT);
      assertThat(events.get(1).metadata().headers())
          .containsEntry("axon-timestamp", "2026-01-31T12:00:05.000Z");
    }
  }

  @Test
  void runAgainItGoesOnWithWhatIsNotThereYet() throws Exception {
    assertThat(moved()).isEqualTo(2L);
    assertThat(moved()).isEqualTo(0L);

    stored(6, UUID.randomUUID(), 2, "com.example.MoneyWithdrawn", "{\"cents\":1}", "{}");
    assertThat(moved()).isEqualTo(1L);
  }

  @Test
  void aTypeThatNothingIsKnownOfEndsIt() {
    stored(6, UUID.randomUUID(), 2, "com.example.AccountClosed", "{}", "{}");

    assertThatThrownBy(this::moved).hasMessage("Nothing is known of com.example.AccountClosed");
  }

  @Test
  void anOrderThatIsNotThatOfTheAggregateEndsIt() {
    sql("update domain_event_entry set global_index = 0 where sequence_number = 1");

    assertThatThrownBy(this::moved)
        .isInstanceOf(dev.cairn.store.WrongExpectedVersionException.class);
  }

  private PostgresEventStore store() throws ClassNotFoundException {
    return PostgresEventStore.open(
        database.dataSource(), JacksonEventCodec.forEvents(classes.loadClass("Account$Event")));
  }

  private void stored(
      long index, UUID id, long sequenceNumber, String type, String payload, String metaData) {
    sql(
        "insert into domain_event_entry values (?, ?, convert_to(?, 'UTF8'), convert_to(?, 'UTF8'), null, ?, ?, '7', ?, 'Account')",
        index,
        id.toString(),
        metaData,
        payload,
        type,
        "2026-01-31T12:00:0" + index + ".000Z",
        sequenceNumber);
  }

  private void sql(String statement, Object... parameters) {
    Jdbi.create(database.dataSource()).useHandle(handle -> handle.execute(statement, parameters));
  }

  private Object moved() throws Exception {
    Method run = classes
        .loadClass("AxonImport")
        .getDeclaredMethod("run", DataSource.class, DataSource.class);
    run.setAccessible(true);
    try {
      return run.invoke(null, database.dataSource(), database.dataSource());
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
