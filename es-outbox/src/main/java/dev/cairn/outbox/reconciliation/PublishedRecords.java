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
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
  /** Far longer than a commit takes, and shorter than a transaction that nobody ends any more. */
  private static final Duration END_OF_TRANSACTIONS = Duration.ofSeconds(5);

  private final Map<String, Object> settings;
  private final Set<String> topics;
  private final Duration patience;

  /** Records of the cluster that the settings of consumers lead to; topics may be missing. */
  PublishedRecords(Map<String, Object> settings, Set<String> topics) {
    this(settings, topics, END_OF_TRANSACTIONS);
  }

  /**
   * The same.
   *
   * @param patience how long open transactions are waited for
   */
  PublishedRecords(Map<String, Object> settings, Set<String> topics, Duration patience) {
    this.patience = patience;
    this.settings = new HashMap<>(settings);
    this.settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    this.topics = Set.copyOf(topics);
  }

  /**
   * Hands over what there is now, each partition in its order. A producer hears that its transaction is
   * committed before consumers see the records; so this waits for transactions that are open, but not for
   * those that nobody ends any more.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> kafka = consumer(settings)) {
      List<TopicPartition> partitions = partitions(kafka);
      Map<TopicPartition, Long> ends = endsWithOpenTransactions(partitions);
      kafka.assign(partitions);
      kafka.seekToBeginning(partitions);
      long moved = System.nanoTime();
      while (!hasReached(kafka, ends)) {
        ConsumerRecords<byte[], byte[]> records = kafka.poll(POLL);
        records.forEach(reader);
        if (!records.isEmpty()) {
          moved = System.nanoTime();
        } else if (System.nanoTime() - moved > patience.toNanos()
            && hasReached(kafka, kafka.endOffsets(partitions, ANSWER))) {
          return;
        }
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<TopicPartition, Long> endsWithOpenTransactions(List<TopicPartition> partitions) {
    Map<String, Object> uncommitted = new HashMap<>(settings);
    uncommitted.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> kafka = consumer(uncommitted)) {
      kafka.assign(partitions);
      return kafka.endOffsets(partitions, ANSWER);
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
