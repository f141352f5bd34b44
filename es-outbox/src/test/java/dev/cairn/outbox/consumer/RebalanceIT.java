package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static dev.cairn.outbox.consumer.Checks.onceAndInOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members that come and go while events flow. */
final class RebalanceIT {

  private final TestDatabase database = new TestDatabase();
  private final TestGroup group = new TestGroup(QuickKafka.server(), 4);
  private final TestTopic topic = group.topic();

  /** How a group shares its partitions out. */
  enum Protocol {
    COOPERATIVE("partition.assignment.strategy", CooperativeStickyAssignor.class.getName()),
    EAGER("partition.assignment.strategy", RangeAssignor.class.getName()),
    BROKER("group.protocol", "consumer");

    private final String setting;
    private final String value;

    Protocol(String setting, String value) {
      this.setting = setting;
      this.value = value;
    }
  }

  @AfterEach
  void close() {
    group.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void withOffsetsInTheDatabaseNothingIsLostAndNothingDoubled(Protocol protocol) throws Exception {
    inTurmoil(protocol, database::delivery);
    eventually(() -> onceAndInOrder(database.handled(), topic));
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource
  void withOffsetsInKafkaAndMembersThatLeaveInOrderItIsTheSame(Protocol protocol) throws Exception {
    List<String> handled = Collections.synchronizedList(new ArrayList<>());
    inTurmoil(
        protocol,
        // Each with a memory of its own, so that it hides nothing.
        () -> Delivery.atLeastOnce(event -> handled.add(TestTopic.text(
            String.valueOf(event.subject()),
            Objects.requireNonNull(event.version()).value()))));
    eventually(() -> onceAndInOrder(List.copyOf(handled), topic));
  }

  /** Two members join one after the other, and the first leaves, all while events are published. */
  private void inTurmoil(Protocol protocol, Supplier<Delivery> delivery)
      throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    Thread publisher = new Thread(() -> {
      while (!enough.get()) {
        topic.publish(20, 9);
        LockSupport.parkNanos(20_000_000);
      }
    });
    publisher.start();
    try {
      EventConsumer first = start(protocol, delivery);
      eventually(() -> assertThat(first.counts().handled()).isPositive());
      EventConsumer second = start(protocol, delivery);
      eventually(() -> assertThat(second.counts().handled()).isPositive());
      eventually(() -> {
        assertThat(first.lag().byPartition()).hasSize(2);
        assertThat(second.lag().byPartition()).hasSize(2);
      });
      first.close();
      eventually(() -> assertThat(second.lag().byPartition()).hasSize(4));
      EventConsumer third = start(protocol, delivery);
      eventually(() -> assertThat(third.counts().handled()).isPositive());
    } finally {
      enough.set(true);
      publisher.join();
    }
  }

  private EventConsumer start(Protocol protocol, Supplier<Delivery> delivery) {
    Map<String, Object> kafka = new HashMap<>(Map.of(protocol.setting, protocol.value));
    if (protocol != Protocol.BROKER) {
      kafka.putAll(QuickKafka.MEMBER);
    }
    return group.start(kafka, delivery.get(), TestGroup.settings());
  }
}
