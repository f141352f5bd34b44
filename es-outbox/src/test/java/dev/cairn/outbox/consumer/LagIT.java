package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How far a consumer is behind. */
final class LagIT {

  private final TestGroup group = new TestGroup(2);
  private final TestTopic topic = group.topic();

  @AfterEach
  void close() {
    group.close();
  }

  @Test
  void itCountsWhatIsCommittedAndNotHandledAndComesDownToNothing() {
    Semaphore permits = new Semaphore(0);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    topic.publish("a", "a", "a", "a");
    EventConsumer consumer = group.start(
        Delivery.atLeastOnce(event -> {
          if (!permits.tryAcquire()) {
            throw new IllegalStateException("not yet");
          }
        }),
        TestGroup.settings().withRetries(TestGroup.QUICK.withAttempts(Integer.MAX_VALUE)));
    new EventConsumerMetrics(consumer).bindTo(meters);

    // Four events, and the marker of their transaction.
    eventually(() -> assertThat(consumer.lag().total()).isEqualTo(5));
    topic.publish("a");
    eventually(() -> assertThat(consumer.lag().total()).isEqualTo(7));
    topic.publishInVain("a", "a");
    permits.release(3);
    eventually(() -> assertThat(consumer.lag().total()).isEqualTo(7));
    eventually(() -> assertThat(total(meters)).isEqualTo(7));
    eventually(() -> assertThat(byPartition(meters)).containsExactlyInAnyOrder(0.0, 7.0));

    permits.release(2);
    eventually(() -> assertThat(consumer.lag().byPartition().values()).containsExactly(0L, 0L));
    assertThat(total(meters)).isZero();
    assertThat(byPartition(meters)).containsExactly(0.0, 0.0);
    assertThat(meters.get("cairn.consumer.handled").functionCounter().count()).isEqualTo(5);
    assertThat(meters.get("cairn.consumer.failures").functionCounter().count()).isPositive();
  }

  private double total(SimpleMeterRegistry meters) {
    return meters.get("cairn.consumer.lag").tag("group", topic.group()).gauge().value();
  }

  private java.util.List<Double> byPartition(SimpleMeterRegistry meters) {
    return meters
        .get("cairn.consumer.partition.lag")
        .tag("group", topic.group())
        .tag("topic", topic.name())
        .gauges()
        .stream()
        .map(Gauge::value)
        .toList();
  }
}
