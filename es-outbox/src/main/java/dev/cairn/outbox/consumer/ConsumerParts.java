package dev.cairn.outbox.consumer;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The parts of one consumer, put together.
 *
 * @param prepare makes sure of the topics of dead letters
 */
record ConsumerParts(
    Consumer<byte[], byte[]> kafka,
    TopicIds topicIds,
    DeadLetters deadLetters,
    Runnable prepare,
    ConsumerLoop loop,
    LagWatch lag,
    Counts counts,
    Releases releases)
    implements AutoCloseable {

  /** Events that are handled before another partition has its turn, with offsets in Kafka. */
  private static final int TURN = 100;

  private static final Duration LONGEST_SLICE = Duration.ofMillis(500);
  private static final Duration LEAVING = Duration.ofSeconds(10);

  static ConsumerParts of(
      ClientProperties properties,
      String group,
      Set<String> topics,
      Delivery delivery,
      EventConsumerSettings settings) {
    Consumer<byte[], byte[]> kafka = new KafkaConsumer<>(properties.consumer());
    DeadLetters deadLetters = new DeadLetters(properties.producer(), group, Clock.systemUTC());
    Counts counts = new Counts();
    Releases releases = new Releases();
    TopicIds topicIds = new TopicIds(properties.admin());
    Progress progress = progress(kafka, group, topics, delivery, topicIds, counts);
    Assignment assignment =
        new Assignment(kafka, progress, settings, counts, properties.heartbeat());
    LagWatch lag = new LagWatch(kafka, assignment);
    int batch = delivery instanceof Delivery.ExactlyOnce exactlyOnce ? exactlyOnce.batch() : TURN;
    Turns turns = new Turns(progress, settings, batch, deadLetters, counts);
    ConsumerLoop loop = new ConsumerLoop(
        kafka, topics, assignment, turns, progress, lag, releases, slice(properties));
    DeadLetterTopics missing = new DeadLetterTopics(properties.admin(), topics);
    return new ConsumerParts(
        kafka,
        topicIds,
        deadLetters,
        () -> missing.prepare(deadLetterTopics(settings)),
        loop,
        lag,
        counts,
        releases);
  }

  private static Progress progress(
      Consumer<byte[], byte[]> kafka,
      String group,
      Set<String> topics,
      Delivery delivery,
      TopicIds topicIds,
      Counts counts) {
    if (delivery instanceof Delivery.ExactlyOnce exactlyOnce) {
      return new DatabaseProgress(
          exactlyOnce, group, topics, () -> kafka.groupMetadata().memberId(), topicIds, counts);
    }
    return new KafkaProgress(kafka, (Delivery.AtLeastOnce) delivery, counts);
  }

  /** A handler that takes its time is to leave enough of the interval for the dead letter of its event. */
  private static Duration slice(ClientProperties properties) {
    Duration quarter = properties.pollInterval().dividedBy(4);
    return quarter.compareTo(LONGEST_SLICE) < 0 ? quarter : LONGEST_SLICE;
  }

  /** Those that are written to. */
  static Set<String> deadLetterTopics(EventConsumerSettings settings) {
    return Stream.of(settings.failed(), settings.unreadable())
        .filter(FailurePolicy.DeadLetter.class::isInstance)
        .map(policy -> ((FailurePolicy.DeadLetter) policy).topic())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Leaves the group. */
  @Override
  public void close() {
    try (deadLetters;
        topicIds) {
      kafka.close(CloseOptions.timeout(LEAVING));
    }
  }
}
