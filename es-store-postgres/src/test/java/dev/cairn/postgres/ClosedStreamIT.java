package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.StreamClosedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Closed streams, where PostgreSQL has more ways to append than the contract knows. */
final class ClosedStreamIT {

  private static final StreamId STREAM = StreamId.of("account", "1");
  private static final StreamId OTHER = StreamId.of("account", "2");

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store();
  private final List<NewEvent> first = counted(1, 3);

  @BeforeEach
  void append() {
    store.append(STREAM, ExpectedVersion.noStream(), first);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private ClosedStream closeStream() {
    return store.closeStream(STREAM, ExpectedVersion.any(), "ann", "over");
  }

  @Test
  void aTransactionThatMeetsAClosedStreamCanGoOn() {
    closeStream();
    log.jdbi().useTransaction(handle -> {
      assertThatThrownBy(
              () -> store.append(handle, STREAM, ExpectedVersion.exactly(3), counted(4, 4)))
          .isInstanceOf(StreamClosedException.class);
      assertThat(store.append(handle, STREAM, ExpectedVersion.noStream(), first).repeated())
          .isTrue();
      store.append(handle, OTHER, ExpectedVersion.noStream(), counted(1, 2));
    });
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(5);
  }

  @Test
  void aClosingWaitsForAnAppendThatIsNotCommittedYet() throws SQLException {
    Connection writing = log.transaction();
    store.append(Jdbi.open(() -> writing), STREAM, ExpectedVersion.exactly(3), counted(4, 5));
    try (Crowd<ClosedStream> closing = Crowd.start(1, thread -> closeStream())) {
      LogLockWaits.await(log, 1);
      writing.commit();
      assertThat(closing.results().get(0).version().value()).isEqualTo(5);
    }
  }

  @Test
  void aClosingThatWaitsForTooLongSaysWhoHoldsTheLock() throws SQLException {
    Connection writing = log.transaction();
    store.append(Jdbi.open(() -> writing), STREAM, ExpectedVersion.any(), counted(4, 5));
    PostgresEventStore impatient = log.store(Duration.ofMillis(100));
    assertThatThrownBy(() -> impatient.closeStream(STREAM, ExpectedVersion.any(), "ann", "over"))
        .isInstanceOf(LogLockedException.class);
    writing.rollback();
    assertThat(store.closedStream(STREAM)).isEmpty();
  }

  @Test
  void aBulkAppendLeavesOutWhatIsThereAndRefusesWhatIsNew() {
    closeStream();
    BulkAppend bulk = new BulkAppend(log.dataSource(), ContractEvents.codec(), log.settings());
    StreamAppend known = new StreamAppend(STREAM, ExpectedVersion.noStream(), first);
    StreamAppend other = new StreamAppend(OTHER, ExpectedVersion.any(), counted(1, 2));

    assertThat(bulk.append(Stream.of(known, other))).isEqualTo(2);
    for (ExpectedVersion expected : List.of(ExpectedVersion.any(), ExpectedVersion.exactly(3))) {
      StreamAppend late = new StreamAppend(STREAM, expected, counted(4, 4));
      assertThatThrownBy(() -> bulk.append(Stream.of(late)))
          .isInstanceOf(StreamClosedException.class);
    }
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(5);
  }

  /** The bulk append remembers versions from one chunk to the next, and closing a stream changes none. */
  @Test
  void aBulkAppendNoticesAStreamThatIsClosedBetweenItsChunks() {
    BulkAppend bulk = new BulkAppend(log.dataSource(), ContractEvents.codec(), log.settings());
    List<StreamAppend> appends = new ArrayList<>();
    IntStream.range(0, 25)
        .mapToObj(i -> new StreamAppend(STREAM, ExpectedVersion.any(), counted(1, 1_000)))
        .forEach(appends::add);
    // The third chunk is made after the first was written; an iterator looks one element ahead.
    Stream<StreamAppend> all = IntStream.range(0, 25).mapToObj(i -> {
      if (i == 22) {
        closeStream();
      }
      return appends.get(i);
    });
    assertThatThrownBy(() -> bulk.append(all)).isInstanceOf(StreamClosedException.class);
    assertThat(log.number("(select max(version) from @.events where stream = 'account:1')"))
        .isEqualTo(store.closedStream(STREAM).orElseThrow().version().value())
        .isGreaterThan(3);
  }

  @Test
  void theRecordOfAClosingCannotBeChanged() {
    closeStream();
    for (String change : List.of(
        "delete from @.closed_streams",
        "update @.closed_streams set reason = 'nothing'",
        "truncate @.closed_streams")) {
      assertThatThrownBy(() -> log.execute(change))
          .hasMessageContaining("closed streams are immutable");
    }
  }

  @Test
  void whoAppendsThroughTheFunctionsIsRefusedToo() {
    closeStream();
    assertThatThrownBy(() -> log.execute("select @.append_event(1000, 'account:1', 3,"
            + " gen_random_uuid(), 'counted', 1, '{}', '{}')"))
        .hasMessageContaining("closed stream");
    // Beyond the end there is nothing that a version could follow.
    assertThatThrownBy(() -> log.execute("select @.append_event(1000, 'account:1', 4,"
            + " gen_random_uuid(), 'counted', 1, '{}', '{}')"))
        .hasMessageContaining("wrong expected version");
  }
}
