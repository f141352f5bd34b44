package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static dev.cairn.outbox.consumer.Checks.failure;
import static dev.cairn.outbox.consumer.Checks.onceAndInOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.PublishedEvent;
import dev.cairn.outbox.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A consumer with its offsets in Kafka. */
final class EventConsumerIT {

  private final TestGroup group = new TestGroup(2);
  private final TestTopic topic = group.topic();
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    group.close();
  }

  @Test
  void everyEventIsHandledOnceAndThoseOfAStreamInTheirOrder() {
    topic.publish(300, 7);
    EventConsumer consumer = group.start(Delivery.atLeastOnce(this::note));

    eventually(() -> onceAndInOrder(handled, topic));
    assertThat(consumer.counts().handled()).isEqualTo(300);
  }

  @Test
  void abortedTransactionsAreNeverSeen() {
    topic.publish("a", "b");
    topic.publishInVain("a", "b", "c");
    topic.publish("a", "c");
    group.start(Delivery.atLeastOnce(this::note));

    eventually(() -> onceAndInOrder(handled, topic));
    topic.publishInVain("a");
    topic.publish("a");
    eventually(() -> onceAndInOrder(handled, topic));
  }

  @Test
  void anEventThatFailsIsTriedAgainWhileOtherPartitionsGoOnAndLaterOnesOfItsPartitionWait() {
    AtomicInteger tries = new AtomicInteger();
    topic.publish("a", "b", "c", "d", "e", "a", "b");
    EventConsumer consumer = group.start(Delivery.atLeastOnce(event -> {
      if (text(event).equals("a#1") && tries.incrementAndGet() < 3) {
        throw new IllegalStateException("not yet");
      }
      note(event);
    }));

    eventually(() -> onceAndInOrder(handled, topic));
    assertThat(tries).hasValue(3);
    assertThat(consumer.counts().failures()).isEqualTo(2);
  }

  @Test
  void whatFailsForGoodEndsTheConsumerAndIsTheFirstForTheNext() {
    List<UUID> ids = topic.publish("a", "a", "a");
    EventConsumer first = group.start(Delivery.atLeastOnce(event -> {
      if (text(event).equals("a#2")) {
        throw new IllegalStateException("never");
      }
      note(event);
    }));

    assertThat(failure(first)).isInstanceOfSatisfying(EventNotHandledException.class, e -> {
      assertThat(e.eventId()).isEqualTo(ids.get(1));
      assertThat(e.attempts()).isEqualTo(3);
      assertThat(e.offset()).isEqualTo(1);
      assertThat(e).hasRootCauseMessage("never");
    });
    assertThat(handled).containsExactly("a#1");

    group.start(Delivery.atLeastOnce(this::note));
    eventually(() -> assertThat(handled).containsExactly("a#1", "a#2", "a#3"));
  }

  @Test
  void aRecordThatIsNoEventEndsTheConsumer() {
    topic.publishRubbish("a");

    assertThat(failure(group.start(Delivery.atLeastOnce(this::note))))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, e -> assertThat(e.offset()).isZero());
  }

  @Test
  void closingFinishesTheEventInHandCommitsItAndLeavesTheGroup() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    topic.publish("a", "a", "a");
    EventConsumer consumer = group.start(Delivery.atLeastOnce(event -> {
      begun.countDown();
      awaitQuietly(goOn);
      note(event);
    }));
    begun.await();

    Thread closing = new Thread(consumer::close);
    closing.start();
    closing.join(300);
    assertThat(closing.isAlive()).as("waits for the handler").isTrue();
    goOn.countDown();
    closing.join();

    assertThat(handled).containsExactly("a#1");
    assertThat(consumer.ended().toCompletableFuture()).isCompleted();
    int partition = topic.committed(0).isPresent() ? 0 : 1;
    assertThat(topic.committed(partition).map(OffsetAndMetadata::offset)).contains(1L);
    assertThat(topic.members()).isZero();
  }

  @Test
  void theHandlerItselfMayCloseTheConsumer() {
    CompletableFuture<EventConsumer> itself = new CompletableFuture<>();
    topic.publish("a", "a");
    EventConsumer consumer = group.start(Delivery.atLeastOnce(event -> {
      itself.join().close();
      note(event);
    }));
    itself.complete(consumer);

    eventually(() -> assertThat(consumer.ended().toCompletableFuture()).isCompleted());
    assertThat(handled).containsExactly("a#1");
  }

  @Test
  void anEventThatIsInTheTopicTwiceIsHandledOnce() {
    UUID id = topic.publish("a").get(0);
    topic.publishAgain("a", 1, id);
    topic.publish("a");
    EventConsumer consumer = group.start(Delivery.atLeastOnce(this::note));

    eventually(() -> assertThat(handled).containsExactly("a#1", "a#2"));
    assertThat(consumer.counts().repetitions()).isEqualTo(1);
  }

  @Test
  void aMemberThatTakesLongerThanThePollIntervalIsPutOutAndItsEventHandledByAnother()
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    topic.publish("a", "a");
    group.start(
        Map.of("max.poll.interval.ms", 1_000),
        Delivery.atLeastOnce(event -> {
          begun.countDown();
          awaitQuietly(goOn);
          note(event);
        }),
        TestGroup.settings());
    begun.await();
    group.start(Delivery.atLeastOnce(this::note));

    eventually(() -> assertThat(handled).containsExactly("a#1", "a#2"));
    goOn.countDown();
    // At least once: it cannot be stopped from doing what it has begun.
    eventually(() -> assertThat(handled).containsExactly("a#1", "a#2", "a#1"));
    topic.publish("a");
    eventually(() -> assertThat(handled).containsExactly("a#1", "a#2", "a#1", "a#3"));
  }

  @Test
  void aPauseBetweenAttemptsThatIsLongerThanThePollIntervalPutsNobodyOut() {
    AtomicInteger tries = new AtomicInteger();
    topic.publish("a");
    EventConsumer consumer = group.start(
        Map.of("max.poll.interval.ms", 1_000),
        Delivery.atLeastOnce(event -> {
          if (tries.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
          note(event);
        }),
        TestGroup.settings()
            .withRetries(new Retries(2, Duration.ofSeconds(4), Duration.ofSeconds(4))));

    eventually(() -> assertThat(tries).hasValue(1));
    Checks.await().during(Duration.ofMillis(1_600)).until(() -> topic.members() == 1);
    eventually(() -> assertThat(handled).containsExactly("a#1"));
    eventually(() -> assertThat(consumer.lag().total()).isZero());
    // Had it been put out, its partition would have been begun anew and the count with it.
    assertThat(tries).hasValue(2);
  }

  @Test
  void whatTheHandlerMeansAsAnErrorEndsTheConsumer() {
    topic.publish("a");
    Throwable failure = failure(group.start(Delivery.atLeastOnce(event -> {
      throw new AssertionError("an error of the program");
    })));
    assertThat(failure).isInstanceOf(AssertionError.class).hasMessage("an error of the program");
  }

  private void note(PublishedEvent event) {
    handled.add(text(event));
  }

  private static String text(PublishedEvent event) {
    return TestTopic.text(
        String.valueOf(event.subject()), Objects.requireNonNull(event.version()).value());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
