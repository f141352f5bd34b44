package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static dev.cairn.store.ContractEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Following the log: what is there, then what is appended, in order, once. */
interface SubscriptionContract extends StoreUnderTest {

  @Test
  default void aSubscriptionCatchesUpAndThenFollows() {
    append(ACCOUNT, counted(1, 3));
    Received received = new Received();
    try (Subscription subscription = follow(received)) {
      received.await(3);
      append(OTHER, counted(1, 2));
      received.await(5);
      append(ACCOUNT, counted(4));

      assertThat(received.await(6)).isEqualTo(log());
      assertThat(subscription.ended().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  default void aSubscriptionToAnEmptyLogGetsItsFirstEvent() {
    Received received = new Received();
    try (Subscription subscription = follow(received)) {
      append(ACCOUNT, counted(1));

      assertThat(received.await(1)).isEqualTo(log());
      assertThat(subscription.ended().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  default void aSubscriptionCatchesUpOverManyEvents() {
    appendMany(ACCOUNT, 2_500);
    Received received = new Received();
    try (Subscription subscription = follow(received)) {
      assertThat(received.await(2_500)).isEqualTo(log());
      assertCheckpointReachesTheHead(subscription);
    }
  }

  @Test
  default void onlyMatchingEventsAreHandedOver() {
    append(ACCOUNT, noted("old"), counted(1));
    append(TRANSFER, noted("elsewhere"));
    Received received = new Received();
    EventFilter filter = EventFilter.types("noted").withCategories("account");
    try (Subscription subscription = store().subscribe(Checkpoint.START, filter, received)) {
      received.await(1);
      append(TRANSFER, noted("elsewhere"));
      append(ACCOUNT, counted(2), noted("new"));

      assertThat(received.await(2)).extracting(event -> text(event)).containsExactly("old", "new");
      assertCheckpointReachesTheHead(subscription);
    }
  }

  @Test
  default void theCheckpointMovesOverEventsThatTheFilterLeavesOut() {
    Received received = new Received();
    try (Subscription subscription =
        store().subscribe(Checkpoint.START, EventFilter.types("unheard-of"), received)) {
      append(ACCOUNT, counted(1, 5));
      assertCheckpointReachesTheHead(subscription);
      append(ACCOUNT, counted(6));
      assertCheckpointReachesTheHead(subscription);
    }
    assertThat(received.events()).isEmpty();
  }

  @Test
  default void theCheckpointIsBehindAnEventUntilItHasBeenHandled() throws InterruptedException {
    append(ACCOUNT, counted(1));
    AppendResult second = append(ACCOUNT, counted(2));
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Subscription subscription = follow(event -> {
      if (event.position().equals(second.position())) {
        busy.countDown();
        Handlers.awaitLatch(goOn);
      }
    })) {
      busy.await();
      assertThat(subscription.checkpoint().position()).isLessThan(second.position());
      goOn.countDown();
      assertCheckpointReachesTheHead(subscription);
    }
  }

  @Test
  default void nothingIsMissedOrDoubledUnderConcurrentAppends() {
    Received fromTheStart = new Received();
    Received fromTheMiddle = new Received();
    AtomicInteger appended = new AtomicInteger();
    try (Subscription early = follow(fromTheStart)) {
      Together.run(8, writer -> {
        for (int i = 0; i < 50; i++) {
          append(StreamId.of("account", "w-" + (writer + i) % 8), counted(1, 1 + i % 3));
          if (appended.incrementAndGet() == 100) {
            follow(fromTheMiddle);
          }
        }
        return writer;
      });
      var all = log();
      assertThat(fromTheStart.await(all.size())).isEqualTo(all);
      assertThat(fromTheMiddle.await(all.size())).isEqualTo(all);
      assertCheckpointReachesTheHead(early);
    }
  }

  @Test
  default void aSlowHandlerSlowsOnlyItself() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Received slow = new Received();
    Received quick = new Received();
    try (Subscription slowOne = follow(event -> {
          busy.countDown();
          Handlers.awaitLatch(goOn);
          slow.accept(event);
        });
        Subscription quickOne = follow(quick)) {
      append(ACCOUNT, counted(1));
      busy.await();
      append(ACCOUNT, counted(2, 400));

      assertThat(quick.await(400)).hasSize(400);
      assertThat(slow.events()).isEmpty();
      goOn.countDown();
      assertThat(slow.await(400)).isEqualTo(quick.events());
      assertCheckpointReachesTheHead(slowOne);
      assertCheckpointReachesTheHead(quickOne);
    }
  }

  @Test
  default void oneEventIsHandledAtATimeOnAThreadOfTheSubscription() {
    AtomicInteger handling = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicReference<Thread> thread = new AtomicReference<>();
    Received received = new Received();
    try (Subscription subscription = follow(event -> {
      most.accumulateAndGet(handling.incrementAndGet(), Math::max);
      thread.set(Thread.currentThread());
      received.accept(event);
      handling.decrementAndGet();
    })) {
      Together.run(4, writer -> append(ACCOUNT, counted(1, 20)));
      received.await(80);

      assertThat(most.get()).isEqualTo(1);
      assertThat(thread.get()).isNotSameAs(Thread.currentThread());
      assertCheckpointReachesTheHead(subscription);
    }
  }

  @Test
  default void aHandlerMayUseTheStore() {
    Received received = new Received();
    try (Subscription subscription = store()
        .subscribe(Checkpoint.START, EventFilter.categories("transfer"), event -> {
          append(ACCOUNT, counted(1));
          assertThat(store().find(event.id())).contains(event);
          received.accept(event);
        })) {
      append(TRANSFER, counted(1, 2));
      received.await(2);

      assertThat(events(ACCOUNT)).hasSize(2);
      assertThat(subscription.ended().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  default void manySubscriptionsAllGetEveryEvent() {
    List<Received> readers = Stream.generate(Received::new).limit(8).toList();
    readers.forEach(this::follow);
    Together.run(4, writer -> append(StreamId.of("account", "w-" + writer), counted(1, 25)));

    var all = log();
    assertThat(readers).allSatisfy(reader -> assertThat(reader.await(100)).isEqualTo(all));
  }

  private Subscription follow(Consumer<? super RecordedEvent> handler) {
    return store().subscribe(Checkpoint.START, EventFilter.all(), handler);
  }

  private void assertCheckpointReachesTheHead(Subscription subscription) {
    await()
        .atMost(Received.DEADLINE)
        .until(() -> subscription.checkpoint().position().equals(store().head()));
    assertThat(subscription.checkpoint().identity()).isEqualTo(store().identity());
  }
}
