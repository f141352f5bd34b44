package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.Subscription;
import dev.cairn.store.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bulk append keeps every promise of an append. */
final class BulkAppendIT {

  private static final StreamId ONE = StreamId.of("account", "1");
  private static final StreamId TWO = StreamId.of("account", "2");

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store();
  private final BulkAppend bulk = bulk();

  private BulkAppend bulk() {
    return new BulkAppend(log.dataSource(), ContractEvents.codec(), log.settings());
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void whatItWritesIsReadLikeAnyOtherEvent() {
    List<StreamAppend> appends = List.of(
        append(ONE, ExpectedVersion.noStream(), counted(1, 3)),
        append(TWO, ExpectedVersion.any(), List.of(noted("'; \u0000 \uD83D\uDE00 \\"))),
        append(ONE, ExpectedVersion.exactly(3), counted(4, 4)));

    assertThat(bulk.append(appends.stream())).isEqualTo(5);

    List<RecordedEvent> events = TestLog.read(store);
    assertThat(events)
        .extracting(event -> event.position().value())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(events)
        .extracting(event -> event.version().value())
        .containsExactly(1L, 2L, 3L, 1L, 4L);
    assertThat(events)
        .extracting(RecordedEvent::payload)
        .isEqualTo(appends.stream()
            .flatMap(append -> append.events().stream())
            .map(NewEvent::payload)
            .toList());
    // The ordinary way goes on after it, and knows its events again.
    assertThat(store
            .append(ONE, ExpectedVersion.exactly(4), counted(5, 5))
            .position()
            .value())
        .isEqualTo(6);
    assertThat(store.append(ONE, ExpectedVersion.noStream(), appends.get(0).events()))
        .isEqualTo(new AppendResult(events.get(2).version(), events.get(2).position(), true));
  }

  @Test
  void anImportThatIsRunAgainWritesOnlyWhatIsMissing() {
    List<StreamAppend> all = accounts(40, 3);
    assertThat(bulk.append(all.subList(0, 25).stream())).isEqualTo(75);

    assertThat(bulk.append(all.stream())).isEqualTo(45);
    assertThat(bulk.append(all.stream())).isZero();
    assertThat(bulk().append(all.stream())).isZero();
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(120);
  }

  @Test
  void anImportWithExpectedVersionsIsRunAgainAlsoAfterLaterAppends() {
    List<StreamAppend> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(append(ONE, ExpectedVersion.exactly(i), counted(i, i)));
    }
    bulk.append(all.subList(0, 12).stream());

    assertThat(bulk().append(all.stream())).isEqualTo(8);
    store.append(ONE, ExpectedVersion.exactly(20), counted(20, 20));
    assertThat(bulk().append(all.stream())).isZero();
  }

  @Test
  void twoImportsOfTheSameEventsAtOnceWriteThemOnce() {
    List<StreamAppend> all = accounts(300, 2);
    List<Long> written = Crowd.run(3, thread -> {
      BulkAppend mine = bulk();
      long events = 0;
      for (int i = 0; i < all.size(); i += 20) {
        events += mine.append(all.subList(i, i + 20).stream());
      }
      return events;
    });

    assertThat(written.stream().mapToLong(Long::longValue).sum()).isEqualTo(600);
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(600);
  }

  @Test
  void aConflictNamesTheStreamAndLeavesNothingOfItsChunk() {
    store.append(TWO, ExpectedVersion.noStream(), counted(1, 2));
    assertThatThrownBy(() -> bulk.append(Stream.of(
            append(ONE, ExpectedVersion.noStream(), counted(1, 1)),
            append(TWO, ExpectedVersion.exactly(1), counted(3, 3)))))
        .asInstanceOf(type(WrongExpectedVersionException.class))
        .satisfies(conflict -> {
          assertThat(conflict.stream()).isEqualTo(TWO);
          assertThat(conflict.actual().value()).isEqualTo(2);
        });
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(2);

    // It can be used again, and what it knew of versions has not suffered.
    assertThat(bulk.append(Stream.of(append(ONE, ExpectedVersion.noStream(), counted(1, 1)))))
        .isEqualTo(1);
  }

  @Test
  void idsOfOtherEventsAreRefused() {
    List<NewEvent> events = counted(1, 3);
    store.append(ONE, ExpectedVersion.noStream(), events);
    List<NewEvent> partly = List.of(events.get(2), counted(4, 4).get(0));

    for (StreamAppend bad : List.of(
        append(ONE, ExpectedVersion.any(), partly), append(TWO, ExpectedVersion.any(), events))) {
      assertThatThrownBy(() -> bulk.append(Stream.of(bad)))
          .isInstanceOf(DuplicateEventIdException.class);
    }
    assertThatThrownBy(() -> bulk.append(Stream.of(
            append(TWO, ExpectedVersion.any(), List.of(partly.get(1))),
            append(StreamId.of("account", "3"), ExpectedVersion.any(), List.of(partly.get(1))))))
        .isInstanceOf(DuplicateEventIdException.class);
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(3);
  }

  @Test
  void itKeepsTheOrderBetweenNormalWriters() {
    Followed followed = new Followed();
    try (Subscription subscription =
        store.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.watch(subscription);
      Crowd.run(4, thread -> {
        BulkAppend mine = bulk();
        for (int i = 0; i < 20; i++) {
          StreamId stream = StreamId.of("account", "m-" + (thread + i) % 5);
          if (thread % 2 == 0) {
            mine.append(Stream.of(append(stream, ExpectedVersion.any(), counted(1, 30))));
          } else {
            store.append(stream, ExpectedVersion.any(), counted(1, 2));
          }
        }
        return thread;
      });
      followed.assertIsTheWholeLog(log);
    }
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(40 * 30 + 40 * 2);
    assertThat(log.number("""
        (select count(*) from (select max(version) - count(*) as holes from @.events group by stream) s
          where holes <> 0)""")).isZero();
  }

  @Test
  void anImportWhoseConnectionIsKilledGoesOnByItselfAndWritesEverythingOnce() {
    List<StreamAppend> all = accounts(30_000, 1);
    int[] handed = {0};
    long written = bulk.append(all.stream().peek(append -> {
      // The second chunk is being collected: kill whatever the pool would use for it.
      if (++handed[0] == 15_000) {
        killOthers();
      }
    }));

    assertThat(written).isEqualTo(30_000);
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(30_000);
    assertThat(bulk().append(all.stream())).isZero();
  }

  @Test
  void whatIsKilledWhileItIsWrittenIsRunAgainFromTheBeginning() throws SQLException {
    List<StreamAppend> all = accounts(200, 50);
    Connection locking = log.transaction();
    try (Statement lock = locking.createStatement()) {
      lock.execute("select " + log.schema() + ".lock_log(1000)");
    }
    try (Crowd<Long> importing = Crowd.start(1, thread -> bulk.append(all.stream()))) {
      LogLockWaits.await(log, 1);
      log.number("""
          (select count(pg_terminate_backend(pid)) from pg_locks
            where locktype = 'advisory' and not granted)""");
      LogLockWaits.await(log, 1);
      locking.rollback();
      assertThat(importing.results()).containsExactly(10_000L);
    }
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(10_000);
  }

  @Test
  void itWaitsForTheLockAsLongAsAnyAppend() throws SQLException {
    Connection locking = log.transaction();
    try (Statement lock = locking.createStatement()) {
      lock.execute("select " + log.schema() + ".lock_log(1000)");
    }
    BulkAppend hasty = new BulkAppend(
        log.dataSource(),
        ContractEvents.codec(),
        log.settings().withLockWait(Duration.ofMillis(200)));
    assertThatThrownBy(() -> hasty.append(accounts(1, 1).stream()))
        .isInstanceOf(LogLockedException.class)
        .hasMessageContaining("idle in transaction");
    locking.rollback();
  }

  @Test
  void largeEventsFitIntoChunksOfTheirOwn() {
    String megabyte = "x".repeat(1_000_000);
    assertThat(bulk.append(IntStream.range(0, 40)
            .mapToObj(i -> append(ONE, ExpectedVersion.exactly(i), List.of(noted(megabyte))))))
        .isEqualTo(40);
    assertThat(log.number("(select sum(octet_length(payload::text)) from @.events)"))
        .isGreaterThan(40_000_000);
  }

  private void killOthers() {
    log.number("""
        (select count(pg_terminate_backend(pid)) from pg_stat_activity
          where pid <> pg_backend_pid() and datname = current_database() and state = 'idle')""");
  }

  private static List<StreamAppend> accounts(int accounts, int events) {
    return IntStream.range(0, accounts)
        .mapToObj(i -> append(
            StreamId.of("account", "a-" + i), ExpectedVersion.noStream(), counted(1, events)))
        .toList();
  }

  private static StreamAppend append(
      StreamId stream, ExpectedVersion expected, List<NewEvent> events) {
    return new StreamAppend(stream, expected, events);
  }
}
