package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A consumer that cannot keep up takes no more than it can hold. */
@Timeout(60)
final class BackPressureIT {

  private final TestGroup group = new TestGroup(1);
  private final TestTopic topic = group.topic();

  @AfterEach
  void close() {
    group.close();
  }

  @Test
  void nothingIsFetchedWhileRecordsWait() throws JMException {
    AtomicBoolean open = new AtomicBoolean();
    topic.publish(300, 3);
    EventConsumer consumer = group.start(
        Map.of("client.id", topic.name(), "max.poll.records", 10),
        Delivery.atLeastOnce(event -> {
          if (!open.get()) {
            throw new IllegalStateException("not yet");
          }
        }),
        TestGroup.settings().withRetries(TestGroup.QUICK.withAttempts(Integer.MAX_VALUE)));

    eventually(() -> assertThat(consumer.counts().failures()).isPositive());
    Checks.await().during(Duration.ofSeconds(1)).until(() -> taken() == 10);
    open.set(true);
    eventually(() -> assertThat(consumer.counts().handled()).isEqualTo(300));
    assertThat(taken()).isEqualTo(300);
  }

  /** How many records its client has handed over so far. */
  private double taken() throws JMException {
    return (Double) ManagementFactory.getPlatformMBeanServer()
        .getAttribute(
            new ObjectName(
                "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=" + topic.name()),
            "records-consumed-total");
  }
}
