package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.CheckpointAheadException;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader that keeps its own place gets the log page by page, and is woken when there is more. */
final class LogFollowerIT {

  private static final StreamId STREAM = StreamId.of("account", "1");
  private static final Duration LONG = Duration.ofMinutes(10);

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store();

  @AfterEach
  void close() {
    log.close();
  }

  private void append(long first, long last) {
    store.append(STREAM, ExpectedVersion.any(), counted(first, last));
  }

  private static List<Long> positions(LogPage page) {
    return page.events().stream().map(event -> event.position().value()).toList();
  }

  @Test
  void itReadsTheLogInPagesUpToItsEnd() {
    append(1, 7);
    LogFollower follower = store.follow(EventFilter.all(), 3);
    List<RecordedEvent> all = new ArrayList<>();

    LogPage first = follower.next(Checkpoint.START);
    LogPage second = follower.next(first.end());
    LogPage third = follower.next(second.end());
    List.of(first, second, third).forEach(page -> all.addAll(page.events()));

    assertThat(positions(first)).containsExactly(1L, 2L, 3L);
    assertThat(first.isLast()).isFalse();
    assertThat(second.isLast()).isFalse();
    assertThat(positions(third)).containsExactly(7L);
    assertThat(third.isLast()).isTrue();
    assertThat(third.identity()).isEqualTo(store.identity());
    assertThat(third.end()).isEqualTo(Checkpoint.at(store.identity(), all.get(6)));
    assertThat(all).isEqualTo(TestLog.read(store));
  }

  @Test
  void atTheEndThePageIsEmptyAndThePlaceStaysTheSame() {
    append(1, 3);
    LogFollower follower = store.follow(EventFilter.all(), 3);
    LogPage full = follower.next(Checkpoint.START);

    LogPage empty = follower.next(full.end());

    assertThat(empty.events()).isEmpty();
    assertThat(empty.isLast()).isTrue();
    assertThat(empty.end()).isEqualTo(full.end());
    append(4, 4);
    assertThat(positions(follower.next(empty.end()))).containsExactly(4L);
  }

  @Test
  void whatTheFilterLeavesOutIsPassedBy() {
    append(1, 3);
    store.append(STREAM, ExpectedVersion.any(), List.of(noted("x")));
    append(4, 5);
    LogFollower follower = store.follow(EventFilter.types("noted"), 10);

    LogPage page = follower.next(Checkpoint.START);

    assertThat(positions(page)).containsExactly(4L);
    assertThat(page.isLast()).isTrue();
    assertThat(page.end().position()).isEqualTo(new Position(6));
    assertThat(follower.next(page.end()).events()).isEmpty();
  }

  @Test
  void aPlaceThatTheLogDoesNotKnowIsRefusedWithEveryPage() {
    append(1, 3);
    LogFollower follower = store.follow(EventFilter.all(), 10);
    Checkpoint ahead = new Checkpoint(store.identity(), new Position(9), null);
    Checkpoint other = new Checkpoint(store.identity(), new Position(2), UUID.randomUUID());

    assertThatThrownBy(() -> follower.next(ahead)).isInstanceOf(CheckpointAheadException.class);
    assertThatThrownBy(() -> follower.next(other)).isInstanceOf(CheckpointAheadException.class);
    assertThat(follower.next(Checkpoint.START).events()).hasSize(3);
  }

  @Test
  void anAppendThatCommittedAfterLookingEndsTheWait() throws InterruptedException {
    LogFollower follower = store.follow(EventFilter.all(), 10);
    long heard = follower.heard();
    assertThat(follower.next(Checkpoint.START).events()).isEmpty();
    append(1, 1);

    follower.awaitMore(heard, LONG, () -> false);

    assertThat(follower.heard()).isGreaterThan(heard);
    assertThat(follower.next(Checkpoint.START).events()).hasSize(1);
  }

  /** By the notification alone: the other store shares nothing with this one but the database. */
  @Test
  void anAppendOfAnotherStoreEndsTheWait() {
    LogFollower follower = store.follow(EventFilter.all(), 10);
    long listening = follower.heard();
    CompletableFuture<Void> woken = CompletableFuture.runAsync(() -> {
      try {
        while (follower.next(Checkpoint.START).events().isEmpty()) {
          follower.awaitMore(follower.heard(), LONG, () -> false);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
    // Listening begins a moment after the follower does, and says so.
    org.awaitility.Awaitility.await().until(() -> follower.heard() > listening);
    try (PostgresEventStore other = log.store(log.dataSource(), log.settings())) {
      other.append(STREAM, ExpectedVersion.any(), counted(1, 1));
      woken.join();
    }
  }

  @Test
  void whoeverWaitsSeesThatItIsToStop() {
    LogFollower follower = store.follow(EventFilter.all(), 10);
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
      try {
        while (!stop.get()) {
          follower.awaitMore(follower.heard(), LONG, stop::get);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });

    stop.set(true);
    follower.wake();

    waiting.join();
  }

  @Test
  void aWaitEndsWithItsTime() throws InterruptedException {
    LogFollower follower = store.follow(EventFilter.all(), 10);
    follower.awaitMore(follower.heard(), Duration.ofMillis(20), () -> false);

    assertThat(follower.pollInterval()).isPositive();
  }

  @Test
  void aStoreThatIsClosedIsFollowedNoMore() {
    store.close();

    assertThatThrownBy(() -> store.follow(EventFilter.all(), 10))
        .isInstanceOf(IllegalStateException.class);
  }
}
