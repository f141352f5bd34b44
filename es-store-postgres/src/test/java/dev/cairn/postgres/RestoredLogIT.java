package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.CheckpointAheadException;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that went back to an earlier moment: who knows more than it stops, and nothing is skipped. */
final class RestoredLogIT {

  private static final StreamId STREAM = StreamId.of("account", "1");
  private static final EventFilter ALL = EventFilter.all();

  @TempDir
  private Path backup;

  private final HikariDataSource pool = OwnServer.freshPool(8);
  private final TestLog log = TestLog.in(pool, "cairn");
  private final PostgresEventStore store = log.store();

  @AfterEach
  void close() {
    log.close();
    pool.close();
  }

  @Test
  void aReaderBeforeTheMomentOfTheRestoreGoesOnAndOneBeyondItHalts() {
    append(1, 6);
    LogIdentity before = store.identity();
    List<RecordedEvent> events = TestLog.read(store);
    Checkpoint third = Checkpoint.at(before, events.get(2));
    Checkpoint sixth = Checkpoint.at(before, events.get(5));
    // What a restore to the fourth event leaves, made with the means of an owner.
    log.execute("alter table @.events disable trigger events_immutable");
    log.execute("delete from @.events where version > 4");
    log.execute("alter table @.events enable always trigger events_immutable");
    assertThat(log.number("@.begin_incarnation('restored')")).isEqualTo(2);
    append(5, 9);

    assertThat(store.identity()).isEqualTo(new LogIdentity(before.log(), 2));
    assertThatThrownBy(() -> store.subscribe(sixth, ALL, event -> {}))
        .isInstanceOf(CheckpointAheadException.class)
        .hasMessageContaining("incarnation");
    Followed followed = new Followed();
    try (Subscription resumed = store.subscribe(third, ALL, followed)) {
      assertThat(followed.await(6))
          .extracting(event -> number(event))
          .containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
      await().until(() -> resumed.checkpoint().position().equals(store.head()));
      assertThat(resumed.checkpoint().identity()).isEqualTo(store.identity());
    }
  }

  @Test
  void aLiveSubscriptionHaltsWhenTheServerComesBackWithAnEarlierState() throws IOException {
    append(1, 3);
    takeBackup();
    append(4, 6);
    Followed followed = new Followed();
    try (Subscription subscription = store.subscribe(Checkpoint.START, ALL, followed)) {
      followed.await(6);
      putBack();

      assertHalts(subscription);
      assertThat(followed.events()).hasSize(6);
    }
  }

  @Test
  void aLiveSubscriptionHaltsAlsoIfTheLogHasGrownPastItBeforeItLooks() throws IOException {
    append(1, 3);
    takeBackup();
    append(4, 6);
    CountDownLatch restored = new CountDownLatch(1);
    Followed followed = new Followed();
    try (Subscription subscription = store.subscribe(Checkpoint.START, ALL, event -> {
      followed.accept(event);
      if (number(event) == 6) {
        awaitLatch(restored);
      }
    })) {
      followed.await(6);
      putBack();
      append(104, 120);
      restored.countDown();

      assertHalts(subscription);
      assertThat(followed.events())
          .as("nothing of the other future is taken for what follows")
          .hasSize(6);
    }
  }

  private static void assertHalts(Subscription subscription) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> subscription.ended().toCompletableFuture().isDone());
    assertThatThrownBy(() -> subscription.ended().toCompletableFuture().join())
        .hasCauseInstanceOf(CheckpointAheadException.class)
        .hasMessageContaining("position 6");
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void append(long first, long last) {
    store.append(STREAM, ExpectedVersion.any(), counted(first, last));
  }

  private void takeBackup() throws IOException {
    OwnServer.get().stop();
    OwnServer.copyData(OwnServer.get().directory().resolve("data"), backup.resolve("data"));
    OwnServer.get().start();
  }

  private void putBack() throws IOException {
    OwnServer.get().stop();
    OwnServer.copyData(backup.resolve("data"), OwnServer.get().directory().resolve("data"));
    OwnServer.get().start();
  }
}
