package dev.cairn.postgres.parking;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.TestLog;
import dev.cairn.postgres.parking.ParkedEvent.Cause;
import dev.cairn.postgres.parking.ParkedEvent.State;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader parks waits in order under its key; what an operator decides about it is on record. */
class ParkedEventsIT {

  private static final String READER = "reader";

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store();
  private final LogDatabase database = store.database();
  private final Parking parking = new Parking(log.schema(), READER, "process 1");
  private final ParkedEvents parked = new ParkedEvents(database, READER);
  private final List<RecordedEvent> events = new ArrayList<>();

  @BeforeEach
  void sixEventsOfTwoStreams() {
    for (int i = 1; i <= 3; i++) {
      store.append(StreamId.of("account", "a"), ExpectedVersion.any(), counted(i, i));
      store.append(StreamId.of("account", "b"), ExpectedVersion.any(), counted(i, i));
    }
    store.readLog(LogRead.all(), events::add);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private <T> T in(Function<Handle, T> work) {
    return database.inTransaction(work);
  }

  private void park(RecordedEvent event, String reason) {
    in(handle -> {
      parking.park(handle, event.streamText(), event, reason);
      return event;
    });
  }

  private Set<Position> follow(RecordedEvent... followers) {
    return in(handle -> parking.follow(handle, List.of(followers), RecordedEvent::streamText));
  }

  private RecordedEvent a(int version) {
    return events.get(2 * version - 2);
  }

  private RecordedEvent b(int version) {
    return events.get(2 * version - 1);
  }

  private List<ParkedEvent> of(String key) {
    return parked.events(key, Position.START, 100);
  }

  private List<State> states(String key) {
    return of(key).stream().map(ParkedEvent::state).toList();
  }

  private boolean handled(String key, RecordedEvent upTo) {
    return in(handle -> parking.handled(handle, key, upTo.position()));
  }

  private Set<String> keys(int atMost) {
    return in(handle -> parking.keys(handle, atMost));
  }

  private List<UUID> waiting(int atMost) {
    return in(handle -> parking.waiting(handle, "account:a", atMost));
  }

  private List<String> retries() {
    return in(parking::retries);
  }

  private Set<Position> decidedAfter(Position position) {
    return in(handle -> parking.decidedAfter(handle, position));
  }

  @Test
  void anEventAndThoseThatFollowItAreListedInOrderWithTheirReasons() {
    park(a(1), "no such customer");
    assertThat(follow(a(2), a(3))).containsExactlyInAnyOrder(a(2).position(), a(3).position());

    ParkedSequence sequence = parked.list(10).get(0);
    assertThat(sequence.reader()).isEqualTo(READER);
    assertThat(sequence.key()).isEqualTo("account:a");
    assertThat(sequence.reason()).isEqualTo("no such customer");
    assertThat(sequence.waiting()).isEqualTo(3);
    assertThat(sequence.attempts()).isZero();
    assertThat(sequence.lastAttemptAt()).isNull();
    assertThat(sequence.lastError()).isNull();
    assertThat(sequence.retryRequestedBy()).isNull();
    List<ParkedEvent> waiting = of("account:a");
    assertThat(waiting)
        .extracting(ParkedEvent::position)
        .containsExactly(a(1).position(), a(2).position(), a(3).position());
    assertThat(waiting)
        .extracting(ParkedEvent::eventId)
        .containsExactly(a(1).id(), a(2).id(), a(3).id());
    assertThat(waiting)
        .extracting(ParkedEvent::cause)
        .containsExactly(Cause.POISON, Cause.FOLLOWS, Cause.FOLLOWS);
    assertThat(waiting.get(0).detail()).isEqualTo("no such customer");
    assertThat(waiting.get(0).parkedAt()).isAfterOrEqualTo(sequence.parkedAt());
    assertThat(waiting).allSatisfy(event -> {
      assertThat(event.parkedBy()).isEqualTo("process 1");
      assertThat(event.state()).isEqualTo(State.PARKED);
      assertThat(event.settledAt()).isNull();
      assertThat(event.settledBy()).isNull();
      assertThat(event.settleReason()).isNull();
    });
  }

  @Test
  void whatFollowsNothingIsNotParked() {
    park(a(1), "why");

    assertThat(follow(a(2), b(2))).containsExactly(a(2).position());
    assertThat(of("account:b")).isEmpty();
  }

  @Test
  void parkingAgainChangesNothing() {
    park(a(1), "first");
    follow(a(2));
    park(a(1), "second");

    assertThat(follow(a(2))).isEmpty();
    assertThat(parked.list(10)).hasSize(1);
    assertThat(of("account:a"))
        .extracting(ParkedEvent::detail)
        .containsExactly("first", "it follows a parked event of its key");
  }

  @Test
  void whatWasRolledBackIsNotParked() {
    log.jdbi().useTransaction(handle -> {
      parking.park(handle, "account:a", a(1), "why");
      handle.rollback();
    });

    assertThat(parked.list(10)).isEmpty();
    assertThat(of("account:a")).isEmpty();
  }

  @Test
  void readersDoNotSeeWhatOthersParked() {
    park(a(1), "why");
    ParkedEvents other = new ParkedEvents(database, "other");

    assertThat(other.list(10)).isEmpty();
    assertThat(other.events("account:a", Position.START, 10)).isEmpty();
    assertThatThrownBy(() -> other.retry("account:a", "ann"))
        .isInstanceOf(NotParkedException.class);
    assertThatThrownBy(() -> other.discardAll("account:a", "ann", "why"))
        .isInstanceOf(NotParkedException.class);
  }

  @Test
  void listsAreAsLongAsAskedForAndBeginWhereAskedFor() {
    park(b(1), "first");
    park(a(1), "second");
    follow(a(2), a(3));

    assertThat(parked.list(10))
        .extracting(ParkedSequence::key)
        .containsExactly("account:b", "account:a");
    assertThat(parked.list(1)).extracting(ParkedSequence::key).containsExactly("account:b");
    assertThat(parked.events("account:a", a(1).position(), 1))
        .extracting(ParkedEvent::position)
        .containsExactly(a(2).position());
    assertThat(keys(1)).hasSize(1);
    assertThat(keys(10)).containsExactlyInAnyOrder("account:a", "account:b");
    assertThat(waiting(2)).containsExactly(a(1).id(), a(2).id());
  }

  @Test
  void whatWasHandledLeavesInOrderAndTheSequenceEndsWithTheLast() {
    park(a(1), "why");
    follow(a(2), a(3));
    parked.retry("account:a", "ann");

    assertThat(handled("account:a", a(2))).isFalse();
    assertThat(states("account:a")).containsExactly(State.HANDLED, State.HANDLED, State.PARKED);
    assertThat(waiting(10)).containsExactly(a(3).id());
    assertThat(handled("account:a", a(3))).isTrue();

    assertThat(parked.list(10)).isEmpty();
    assertThat(of("account:a")).allSatisfy(event -> {
      assertThat(event.settledBy()).isEqualTo("ann");
      assertThat(event.settledAt()).isAfterOrEqualTo(event.parkedAt());
    });
    assertThat(follow(a(3))).isEmpty();
  }

  @Test
  void whatWasHandledThoughNobodyAskedNamesTheProcess() {
    park(a(1), "why");
    handled("account:a", a(1));

    assertThat(of("account:a").get(0).settledBy()).isEqualTo("process 1");
  }

  @Test
  void aFailedTryIsCountedAndEndsTheRequest() {
    park(a(1), "why");
    parked.retry("account:a", "ann");
    parked.retry("account:a", "bob");
    assertThat(parked.list(10).get(0).retryRequestedBy()).isEqualTo("ann");

    in(handle -> {
      parking.failed(handle, "account:a", "still no such customer");
      return "";
    });

    ParkedSequence sequence = parked.list(10).get(0);
    assertThat(sequence.attempts()).isEqualTo(1);
    assertThat(sequence.lastError()).isEqualTo("still no such customer");
    assertThat(sequence.lastAttemptAt()).isAfterOrEqualTo(sequence.parkedAt());
    assertThat(sequence.retryRequestedBy()).isNull();
    assertThat(sequence.reason()).isEqualTo("why");
    assertThat(retries()).isEmpty();
  }

  @Test
  void retriesAreMadeInTheOrderOfAsking() {
    park(a(1), "why");
    park(b(1), "why");
    parked.retry("account:b", "ann");
    parked.retry("account:a", "ann");

    assertThat(retries()).containsExactly("account:b", "account:a");
  }

  @Test
  void oneEventIsDiscardedWithAReasonAndTheOthersWait() {
    park(a(1), "why");
    follow(a(2));

    parked.discard("account:a", a(1).position(), "bob", "a test");

    ParkedEvent discarded = of("account:a").get(0);
    assertThat(discarded.state()).isEqualTo(State.DISCARDED);
    assertThat(discarded.settledBy()).isEqualTo("bob");
    assertThat(discarded.settleReason()).isEqualTo("a test");
    assertThat(discarded.settledAt()).isAfterOrEqualTo(discarded.parkedAt());
    assertThat(parked.list(10).get(0).waiting()).isEqualTo(1);
    assertThatThrownBy(() -> parked.discard("account:a", a(1).position(), "bob", "again"))
        .isInstanceOf(NotParkedException.class);
    parked.discard("account:a", a(2).position(), "bob", "the rest");
    assertThat(parked.list(10)).isEmpty();
  }

  @Test
  void allAreDiscardedAtOnceAndStayDecided() {
    park(a(1), "why");
    follow(a(2));

    assertThat(parked.discardAll("account:a", "bob", "a test")).isEqualTo(2);

    assertThat(parked.list(10)).isEmpty();
    assertThat(follow(a(3))).isEmpty();
    assertThat(decidedAfter(Position.START))
        .containsExactlyInAnyOrder(a(1).position(), a(2).position());
    assertThat(decidedAfter(a(1).position())).containsExactly(a(2).position());
  }

  @Test
  void nothingIsDiscardedWhileATryHasBeenAskedFor() {
    park(a(1), "why");
    parked.retry("account:a", "ann");

    assertThatThrownBy(() -> parked.discardAll("account:a", "bob", "a test"))
        .isInstanceOf(NotParkedException.class)
        .hasMessageContaining("another try has been asked for");
    assertThat(states("account:a")).containsExactly(State.PARKED);
  }

  @Test
  void whereNothingWaitsNothingIsDecided() {
    assertThatThrownBy(() -> parked.retry("account:a", "ann"))
        .isInstanceOfSatisfying(NotParkedException.class, refused -> {
          assertThat(refused.reader()).isEqualTo(READER);
          assertThat(refused.key()).isEqualTo("account:a");
        })
        .hasMessageContaining("nothing waits");
    assertThatThrownBy(() -> parked.discardAll("account:a", "bob", "why"))
        .isInstanceOf(NotParkedException.class);
  }

  @Test
  void whoeverDecidesHasANameAndAReason() {
    park(a(1), "why");

    assertThatThrownBy(() -> parked.retry("account:a", " "))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> parked.discardAll("account:a", "", "why"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> parked.discard("account:a", a(1).position(), "bob", "\n"))
        .isInstanceOf(InvalidInputException.class);
    assertThat(states("account:a")).containsExactly(State.PARKED);
  }

  /** Otherwise the follower would wait behind nothing, for ever. */
  @Test
  void whoeverDiscardsWaitsForAFollowerThatIsBeingParked() {
    park(a(1), "why");
    CompletableFuture<Integer> discarding = in(handle -> {
      parking.follow(handle, List.of(a(2)), RecordedEvent::streamText);
      CompletableFuture<Integer> asked =
          CompletableFuture.supplyAsync(() -> parked.discardAll("account:a", "bob", "why"));
      await()
          .pollInterval(Duration.ofMillis(10))
          .until(() -> handle
              .select("select exists (select from pg_stat_activity"
                  + " where pg_backend_pid() = any(pg_blocking_pids(pid)))")
              .mapTo(Boolean.class)
              .one());
      return asked;
    });

    assertThat(discarding.join()).isEqualTo(2);
    assertThat(states("account:a")).containsOnly(State.DISCARDED);
  }

  @Test
  void keysAndReasonsAreTexts() {
    String odd = "'; drop table parked_events; -- \" ? :key %s \uD83D\uDE00 " + "x".repeat(1_000);
    in(handle -> {
      parking.park(handle, odd, a(1), odd);
      return "";
    });
    parked.retry(odd, odd);

    assertThat(parked.list(10).get(0).reason()).isEqualTo(odd);
    assertThat(parked.list(10).get(0).retryRequestedBy()).isEqualTo(odd);
    assertThat(of(odd)).hasSize(1);
  }
}
