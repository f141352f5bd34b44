package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A consumer that cannot keep up takes no more than it can hold. */
final class BackPressureIT {

  private final TestGroup group = new TestGroup(1);
  private final TestTopic topic = group.topic();

  @AfterEach
  void close() {
    group.close();
  }

  @Test
  void nothingIsFetchedWhileRecordsWait() {
    AtomicBoolean open = new AtomicBoolean();
    topic.publish(300, 3);
    EventConsumer consumer = group.start(
        Map.of("interceptor.classes", Counting.class.getName(), "max.poll.records", 10),
        Delivery.atLeastOnce(event -> {
          if (!open.get()) {
            throw new IllegalStateException("not yet");
          }
        }),
        TestGroup.settings().withRetries(TestGroup.QUICK.withAttempts(Integer.MAX_VALUE)));

    eventually(() -> assertThat(consumer.counts().failures()).isPositive());
    Checks.await().during(Duration.ofSeconds(1)).until(() -> Counting.TAKEN.get() == 10);
    open.set(true);
    eventually(() -> assertThat(consumer.counts().handled()).isEqualTo(300));
    assertThat(Counting.TAKEN).hasValue(300);
  }

  /** Counts the records that the client hands over. */
  public static final class Counting implements ConsumerInterceptor<byte[], byte[]> {

    private static final AtomicInteger TAKEN = new AtomicInteger();

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      TAKEN.addAndGet(records.count());
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
  }
}
