package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.number;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.RecordedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How a subscription ends: closed from outside, from its handler, with its store, or by a failure. */
interface SubscriptionEndContract extends StoreUnderTest {

  @Test
  default void aClosedSubscriptionEndsNormallyAndHandsOverNothingMore() throws Exception {
    Received received = new Received();
    Subscription subscription = followAll(received);
    append(ACCOUNT, counted(1));
    received.await(1);

    subscription.close();

    assertThat(subscription.ended().toCompletableFuture()).isCompleted();
    append(ACCOUNT, counted(2));
    Received witness = new Received();
    try (Subscription other = followAll(witness)) {
      witness.await(2);
      assertThat(other.ended().toCompletableFuture()).isNotDone();
    }
    assertThat(received.events()).hasSize(1);
  }

  @Test
  default void closingWaitsForTheEventThatIsBeingHandled() throws Exception {
    append(ACCOUNT, counted(1, 3));
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Received received = new Received();
    Subscription subscription = followAll(event -> {
      busy.countDown();
      Handlers.awaitLatch(goOn);
      received.accept(event);
    });
    busy.await();

    CompletableFuture<Void> closing = CompletableFuture.runAsync(subscription::close);
    assertThatThrownBy(() -> closing.get(100, MILLISECONDS)).isInstanceOf(TimeoutException.class);
    goOn.countDown();
    closing.get(20, SECONDS);

    assertThat(received.events()).hasSize(1);
    assertThat(subscription.ended().toCompletableFuture()).isCompleted();
    assertThat(subscription.checkpoint().position())
        .isEqualTo(received.events().get(0).position());
  }

  @Test
  default void anInterruptedThreadThatClosesKeepsItsFlag() {
    Subscription subscription = followAll(event -> {});
    Thread.currentThread().interrupt();

    subscription.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(subscription.ended().toCompletableFuture()).succeedsWithin(Received.DEADLINE);
  }

  @Test
  default void aHandlerMayCloseItsOwnSubscription() throws Exception {
    append(ACCOUNT, counted(1, 5));
    Received received = new Received();
    CompletableFuture<Subscription> own = new CompletableFuture<>();
    Subscription subscription = followAll(event -> {
      received.accept(event);
      if (number(event) == 2) {
        own.join().close();
      }
    });
    own.complete(subscription);

    subscription.ended().toCompletableFuture().get(20, SECONDS);

    assertThat(received.events()).extracting(event -> number(event)).containsExactly(1L, 2L);
    assertThat(subscription.checkpoint().position())
        .isEqualTo(received.events().get(1).position());
  }

  @Test
  default void closingAgainDoesNothing() {
    Subscription subscription = followAll(event -> {});
    subscription.close();
    subscription.close();
    Together.run(4, thread -> {
      subscription.close();
      return thread;
    });

    assertThat(subscription.ended().toCompletableFuture()).isCompleted();
  }

  @Test
  default void whatTheHandlerThrowsEndsTheSubscriptionAndShows() {
    append(ACCOUNT, counted(1, 3));
    for (Throwable thrown :
        List.of(new IllegalStateException("poison"), new AssertionError("no"))) {
      Received received = new Received();
      Subscription subscription = followAll(event -> {
        if (number(event) == 2) {
          Handlers.fail(thrown);
        }
        received.accept(event);
      });

      assertThatThrownBy(() -> subscription.ended().toCompletableFuture().get(20, SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(thrown);
      assertThat(received.events()).extracting(event -> number(event)).containsExactly(1L);
      // The event that failed has not been handled, so whoever resumes gets it again.
      assertThat(subscription.checkpoint().position())
          .isEqualTo(received.events().get(0).position());
      subscription.close();
    }
    append(ACCOUNT, counted(4));
    assertThat(events(ACCOUNT)).hasSize(4);
  }

  @Test
  @SuppressWarnings("try") // closing early is the point
  default void closingTheStoreEndsItsSubscriptions() {
    try (EventStore closing = anotherStore(ContractEvents.codec())) {
      Received received = new Received();
      List<Subscription> subscriptions = List.of(
          closing.subscribe(Checkpoint.START, EventFilter.all(), received),
          closing.subscribe(Checkpoint.START, EventFilter.types("unheard-of"), received));
      closing.append(ACCOUNT, ExpectedVersion.any(), counted(1, 1));
      received.await(1);

      closing.close();

      assertThat(subscriptions)
          .allSatisfy(subscription ->
              assertThat(subscription.ended().toCompletableFuture()).isCompleted());
      closing.close();
      subscriptions.forEach(Subscription::close);
    }
  }

  @Test
  @SuppressWarnings("try") // closing early is the point
  default void aHandlerMayCloseTheStore() {
    try (EventStore closing = anotherStore(ContractEvents.codec())) {
      Received handled = new Received();
      Subscription subscription = closing.subscribe(Checkpoint.START, EventFilter.all(), event -> {
        handled.accept(event);
        closing.close();
      });
      closing.append(ACCOUNT, ExpectedVersion.any(), counted(1, 1));

      assertThat(subscription.ended().toCompletableFuture()).succeedsWithin(Received.DEADLINE);
      assertThat(handled.events()).hasSize(1);
    }
  }

  private Subscription followAll(Consumer<? super RecordedEvent> handler) {
    return store().subscribe(Checkpoint.START, EventFilter.all(), handler);
  }
}
