package dev.cairn.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.InvalidInputException;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendLimits;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamRead;
import dev.cairn.store.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the store in memory promises beyond the contract: its clock, its threads, its end. */
final class InMemoryLifeTest {

  @EventType("listed")
  record Listed(List<String> items) {}

  private static final EventCodec CODEC = JacksonEventCodec.forEvents(Listed.class);
  private static final StreamId STREAM = StreamId.of("list", "1");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901234Z");

  @Test
  void eventsAreRecordedAtTheTimeOfTheClockToTheMicrosecond() {
    try (InMemoryEventStore store =
        new InMemoryEventStore(CODEC, Clock.fixed(NOW, ZoneOffset.UTC))) {
      append(store, "a");

      assertThat(only(store).recordedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678901Z"));
    }
  }

  @Test
  void theLimitsAreTheOnesGiven() {
    AppendLimits small = AppendLimits.defaults().withMaxPayloadBytes(20);
    try (InMemoryEventStore store = new InMemoryEventStore(CODEC, Clock.systemUTC(), small)) {
      assertThatThrownBy(() -> append(store, "0123456789"))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatAReaderDoesToAPayloadNobodyElseSees() {
    try (InMemoryEventStore store = new InMemoryEventStore(CODEC)) {
      append(store, "a");

      ((Listed) only(store).payload()).items().add("smuggled in");

      assertThat(only(store).payload()).isEqualTo(new Listed(List.of("a")));
    }
  }

  @Test
  void aClosedStoreRefusesEveryCall() {
    InMemoryEventStore store = new InMemoryEventStore(CODEC);
    append(store, "a");
    store.close();

    for (ThrowingCallable call : List.<ThrowingCallable>of(
        () -> append(store, "b"),
        () -> store.read(StreamRead.forward(STREAM)),
        () -> store.find(UUID.randomUUID()),
        () -> store.readLog(LogRead.all(), event -> {}),
        () -> store.subscribe(Checkpoint.START, EventFilter.all(), event -> {}),
        store::head)) {
      assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void threadsOfSubscriptionsAreNamedDaemonsAndEndWithThem() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    try (InMemoryEventStore store = new InMemoryEventStore(CODEC)) {
      append(store, "a");
      store.subscribe(
          Checkpoint.START, EventFilter.all(), event -> thread.complete(Thread.currentThread()));

      assertThat(thread.get(20, TimeUnit.SECONDS).isDaemon()).isTrue();
      assertThat(thread.join().getName()).startsWith("cairn-memory-subscription-");
    }
    thread.join().join(20_000);
    assertThat(thread.join().isAlive()).isFalse();
  }

  @Test
  void aSubscriptionThatWaitsUsesNoProcessor() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    try (InMemoryEventStore store = new InMemoryEventStore(CODEC)) {
      append(store, "a");
      store.subscribe(
          Checkpoint.START, EventFilter.all(), event -> thread.complete(Thread.currentThread()));

      Thread following = thread.get(20, TimeUnit.SECONDS);
      await().until(() -> following.getState() == Thread.State.WAITING);
    }
  }

  @Test
  void anInterruptedSubscriptionEndsAndSaysSo() {
    try (InMemoryEventStore store = new InMemoryEventStore(CODEC)) {
      append(store, "a");
      Subscription subscription = store.subscribe(
          Checkpoint.START, EventFilter.all(), event -> Thread.currentThread().interrupt());

      assertThat(subscription.ended().toCompletableFuture())
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .withMessageContaining("interrupted");
    }
  }

  @Test
  void noSubscriptionOutlivesAStoreThatIsClosedMeanwhile() throws Exception {
    for (int round = 0; round < 50; round++) {
      InMemoryEventStore store = new InMemoryEventStore(CODEC);
      CountDownLatch start = new CountDownLatch(1);
      List<CompletableFuture<Subscription>> attempts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        attempts.add(CompletableFuture.supplyAsync(() -> {
          awaitLatch(start);
          return store.subscribe(Checkpoint.START, EventFilter.all(), event -> {});
        }));
      }
      start.countDown();
      store.close();
      for (CompletableFuture<Subscription> attempt : attempts) {
        CompletableFuture<Void> ended = attempt
            .thenCompose(Subscription::ended)
            .exceptionally(refused -> {
              assertThat(refused).hasRootCauseInstanceOf(IllegalStateException.class);
              return null;
            });
        ended.get(20, TimeUnit.SECONDS);
      }
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private static void append(InMemoryEventStore store, String item) {
    store.append(STREAM, ExpectedVersion.any(), List.of(NewEvent.of(new Listed(List.of(item)))));
  }

  private static RecordedEvent only(InMemoryEventStore store) {
    return store.read(StreamRead.forward(STREAM)).findFirst().orElseThrow();
  }
}
