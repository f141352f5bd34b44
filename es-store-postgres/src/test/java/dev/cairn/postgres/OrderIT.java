package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import dev.cairn.store.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commit order is position order, whatever transactions are open, rolled back or late. */
final class OrderIT {

  private static final StreamId EARLY = StreamId.of("account", "early");
  private static final StreamId LATE = StreamId.of("account", "late");

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aWriterThatDrawsItsPositionFirstAndCommitsLastIsNotSkipped() throws SQLException {
    Followed followed = follow();
    Connection connection = log.transaction();
    AppendResult first;
    try (Handle handle = Jdbi.open(connection)) {
      first = store.append(handle, EARLY, ExpectedVersion.noStream(), counted(1, 1));
      try (Crowd<AppendResult> other =
          Crowd.start(1, thread -> store.append(LATE, ExpectedVersion.noStream(), counted(2, 2)))) {
        // Until the second writer has committed, or can be seen to wait for the first.
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> other.anyIsDone() || LogLockWaits.count(log) == 1);
        await()
            .during(Duration.ofMillis(100))
            .atMost(Duration.ofMinutes(2))
            .until(() -> !other.anyIsDone() || !followed.events().isEmpty());
        handle.getConnection().commit();

        AppendResult second = other.results().get(0);
        assertThat(followed.await(2))
            .extracting(RecordedEvent::position)
            .containsExactly(first.position(), second.position());
      }
    }
    followed.assertIsTheWholeLog(log);
  }

  @Test
  void aSubscriberDuringConcurrentAppendsSeesTheLogAndNothingElse() {
    long seed = System.nanoTime();
    System.out.println("OrderIT seed " + seed);
    Followed followed = follow();
    PostgresEventStore another = log.store();
    Crowd.run(8, writer -> {
      Random random = new Random(seed + writer);
      PostgresEventStore mine = writer % 2 == 0 ? store : another;
      for (int i = 0; i < 30; i++) {
        int what = random.nextInt(4);
        StreamId stream = StreamId.of("account", "s-" + random.nextInt(12));
        List<NewEvent> events = counted(1, 1 + random.nextInt(3));
        if (what == 0) {
          inATransaction(mine, stream, events, random.nextBoolean());
        } else if (what == 1) {
          appendOrConflict(mine, stream, random.nextInt(5), events);
        } else {
          mine.append(stream, ExpectedVersion.any(), events);
        }
      }
      return writer;
    });

    followed.assertIsTheWholeLog(log);
    assertThat(followed.events()).extracting(RecordedEvent::position).isSorted();
    assertThat(log.number("(select max(position) - count(*) from @.events)"))
        .as("holes that rollbacks and conflicts left, seed %d", seed)
        .isPositive();
  }

  private void inATransaction(
      PostgresEventStore mine, StreamId stream, List<NewEvent> events, boolean commit) {
    log.jdbi().useTransaction(handle -> {
      mine.append(handle, stream, ExpectedVersion.any(), events);
      if (!commit) {
        handle.rollback();
      }
    });
  }

  private static void appendOrConflict(
      PostgresEventStore mine, StreamId stream, int version, List<NewEvent> events) {
    try {
      mine.append(stream, ExpectedVersion.exactly(version), events);
    } catch (WrongExpectedVersionException e) {
      assertThat(e.actual().value()).isNotEqualTo(version);
    }
  }

  @Test
  void nobodyWaitsForTheHolesThatRollbacksLeave() {
    Followed followed = follow();
    for (int i = 0; i < 20; i++) {
      inATransaction(store, EARLY, counted(1, 5), false);
      appendOrConflict(store, EARLY, 7, counted(1, 1));
    }
    AppendResult result = store.append(EARLY, ExpectedVersion.noStream(), counted(1, 1));

    assertThat(result.position().value()).isGreaterThan(100);
    followed.await(1, Duration.ofSeconds(2));
    followed.assertIsTheWholeLog(log);
  }

  @Test
  void aLongWriteTransactionElsewhereStallsNobody() throws SQLException {
    log.execute("create table @.elsewhere (n int)");
    Connection elsewhere = log.transaction();
    try (var statement = elsewhere.createStatement()) {
      // It has a transaction id, older than all that follow, and a snapshot.
      statement.execute("insert into " + log.schema() + ".elsewhere values (1)");
      statement.execute("declare c cursor for select * from " + log.schema() + ".events");
    }
    Followed followed = follow();
    store.append(EARLY, ExpectedVersion.noStream(), counted(1, 10));

    followed.await(10, Duration.ofSeconds(2));
    Followed second = follow();
    second.await(10, Duration.ofSeconds(2));
    assertThat(TestLog.read(store)).hasSize(10);
    elsewhere.rollback();
  }

  @Test
  void aTransactionInAnotherDatabaseOfTheServerStallsNobody() throws SQLException {
    try (Connection elsewhere = TestLog.server().dataSource().getConnection()) {
      elsewhere.setAutoCommit(false);
      try (var statement = elsewhere.createStatement()) {
        statement.execute("select pg_current_xact_id(), pg_export_snapshot()");
      }
      Followed followed = follow();
      store.append(EARLY, ExpectedVersion.noStream(), counted(1, 10));
      followed.await(10, Duration.ofSeconds(2));
      elsewhere.rollback();
    }
  }

  @Test
  void positionsOfOneAppendFollowOneAnother() {
    Crowd.run(6, writer -> {
      for (int i = 0; i < 20; i++) {
        store.append(StreamId.of("account", "w-" + writer), ExpectedVersion.any(), counted(1, 4));
      }
      return writer;
    });

    assertThat(log.number("""
        (select count(*) from @.events a join @.events b
            on b.stream = a.stream and b.version = a.version + 1
         where a.version % 4 <> 0 and b.position <> a.position + 1)""")).isZero();
  }

  private Followed follow() {
    Followed followed = new Followed();
    Subscription subscription =
        log.store(ContractEvents.codec()).subscribe(Checkpoint.START, EventFilter.all(), followed);
    return log.closing(new Following(subscription, followed)).followed();
  }

  private record Following(Subscription subscription, Followed followed) implements AutoCloseable {
    @Override
    public void close() {
      subscription.close();
      assertThat(subscription.ended().toCompletableFuture()).isCompleted();
    }
  }
}
