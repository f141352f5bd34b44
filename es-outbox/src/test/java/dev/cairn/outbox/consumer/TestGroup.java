package dev.cairn.outbox.consumer;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The members that a test starts of one group, and the topic that they read. */
final class TestGroup implements AutoCloseable {

  /** Tried again at once, so that tests are fast. */
  static final Retries QUICK = new Retries(3, Duration.ofMillis(20), Duration.ofMillis(60));

  private final KafkaServer server;
  private final TestTopic topic;
  private final List<EventConsumer> members = new ArrayList<>();

  TestGroup(int partitions) {
    this(Servers.sharedKafka(), partitions);
  }

  TestGroup(KafkaServer server, int partitions) {
    this.server = server;
    this.topic = new TestTopic(server, partitions);
  }

  TestTopic topic() {
    return topic;
  }

  EventConsumer start(Delivery delivery) {
    return start(delivery, settings());
  }

  EventConsumer start(Delivery delivery, EventConsumerSettings settings) {
    return start(Map.of(), delivery, settings);
  }

  EventConsumer start(Map<String, Object> more, Delivery delivery, EventConsumerSettings settings) {
    Map<String, Object> kafka = new HashMap<>(server.clientSettings());
    kafka.putAll(more);
    EventConsumer member =
        EventConsumer.start(kafka, topic.group(), List.of(topic.name()), delivery, settings);
    members.add(member);
    return member;
  }

  /** A member of another group that reads another topic. */
  EventConsumer startOn(String other, Delivery delivery, EventConsumerSettings settings) {
    EventConsumer member = EventConsumer.start(
        server.clientSettings(), "group-" + other, List.of(other), delivery, settings);
    members.add(member);
    return member;
  }

  static EventConsumerSettings settings() {
    return EventConsumerSettings.defaults().withRetries(QUICK);
  }

  /** Dead letters for whatever cannot be handled or read. */
  EventConsumerSettings deadLettering() {
    FailurePolicy policy = FailurePolicy.deadLetter(topic.deadLetters());
    return settings().withFailed(policy).withUnreadable(policy);
  }

  @Override
  public void close() {
    members.forEach(EventConsumer::close);
    topic.close();
  }
}
