package dev.cairn.outbox.consumer;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees to it that dead letters have somewhere to go before the first of them is written. */
final class DeadLetterTopics {

  /**
   * Kept for ever: the default of brokers is a week, and then nobody would know of the record any more.
   * Sixteen times as large as by default: a letter is larger than its record.
   */
  private static final Map<String, String> CONFIGS = Map.of(
      TopicConfig.RETENTION_MS_CONFIG,
      "-1",
      TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
      String.valueOf(16 << 20));

  private final Map<String, Object> properties;
  private final Set<String> read;

  /**
   * @param properties of the admin client
   * @param read the topics that are consumed
   */
  DeadLetterTopics(Map<String, Object> properties, Set<String> read) {
    this.properties = properties;
    this.read = read;
  }

  /**
   * Makes those that are missing, with the broker's default replication and without an end of retention.
   *
   * @throws KafkaException if the broker cannot be reached or refuses
   */
  void prepare(Set<String> topics) {
    if (topics.isEmpty()) {
      return;
    }
    try (Admin admin = Admin.create(properties)) {
      for (String topic : topics) {
        if (partitions(admin, topic).isEmpty()) {
          create(admin, topic);
        }
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e); // which sets the flag again
    }
  }

  private void create(Admin admin, String topic) throws InterruptedException {
    OptionalInt partitions = partitions(admin, read.iterator().next());
    Optional<Integer> asMany =
        partitions.isPresent() ? Optional.of(partitions.getAsInt()) : Optional.empty();
    try {
      admin
          .createTopics(Set.of(new NewTopic(topic, asMany, Optional.empty()).configs(CONFIGS)))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw kafka(e);
      }
    }
  }

  private static OptionalInt partitions(Admin admin, String topic) throws InterruptedException {
    try {
      return OptionalInt.of(admin
          .describeTopics(Set.of(topic))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .partitions()
          .size());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return OptionalInt.empty();
      }
      throw kafka(e);
    }
  }

  private static KafkaException kafka(ExecutionException e) {
    return e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
  }
}
