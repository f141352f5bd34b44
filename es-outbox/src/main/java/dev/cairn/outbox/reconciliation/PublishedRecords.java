package dev.cairn.outbox.reconciliation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All that was committed to some topics, as any consumer of Kafka reads it. Written with nothing but
 * Kafka's own client.
 */
final class PublishedRecords {

  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> settings;
  private final Set<String> topics;

  /** Records of the cluster that the settings of consumers lead to; topics may be missing. */
  PublishedRecords(Map<String, Object> settings, Set<String> topics) {
    this.settings = new HashMap<>(settings);
    this.settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    this.topics = Set.copyOf(topics);
  }

  /**
   * Hands over what there is now, each partition in its order.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> kafka =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(kafka);
      kafka.assign(partitions);
      Map<TopicPartition, Long> ends = kafka.endOffsets(partitions, ANSWER);
      kafka.seekToBeginning(partitions);
      while (!hasReached(kafka, ends)) {
        kafka.poll(POLL).forEach(reader);
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> kafka) {
    return kafka.listTopics(ANSWER).entrySet().stream()
        .filter(topic -> topics.contains(topic.getKey()))
        .map(Map.Entry::getValue)
        .flatMap(Collection::stream)
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  /** Positions move past the ends of transactions too, which are no records. */
  private static boolean hasReached(
      KafkaConsumer<byte[], byte[]> kafka, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> kafka.position(end.getKey(), ANSWER) >= end.getValue());
  }
}
