package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a {@code read_committed} consumer of plain kafka-clients sees in the topics with a prefix. */
final class CommittedRecords {

  /** Those that nobody ends any more are not waited for. */
  private static final Duration OPEN_TRANSACTIONS = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private CommittedRecords() {}

  /** Everything that is committed now, in the order of each partition. */
  static List<ConsumerRecord<byte[], byte[]>> read(Map<String, Object> kafka, String topicPrefix) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
          .filter(topic -> topic.getKey().startsWith(topicPrefix))
          .flatMap(topic -> topic.getValue().stream())
          .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
          .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = endsWithOpenTransactions(settings, partitions);
      long moved = System.nanoTime();
      while (!hasReached(consumer, ends)) {
        ConsumerRecords<byte[], byte[]> more = consumer.poll(Duration.ofMillis(100));
        more.forEach(records::add);
        if (!more.isEmpty()) {
          moved = System.nanoTime();
        } else if (System.nanoTime() - moved > OPEN_TRANSACTIONS.toNanos()
            && hasReached(consumer, consumer.endOffsets(partitions))) {
          break;
        }
        assertThat(System.nanoTime() - moved)
            .as("the topics can be read")
            .isLessThan(PATIENCE.toNanos());
      }
    }
    return records;
  }

  /** A producer hears that its transaction is committed before consumers see the records. */
  private static Map<TopicPartition, Long> endsWithOpenTransactions(
      Map<String, Object> settings, List<TopicPartition> partitions) {
    Map<String, Object> uncommitted = new HashMap<>(settings);
    uncommitted.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
        uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      return consumer.endOffsets(partitions);
    }
  }

  private static boolean hasReached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  static List<PublishedEvent> events(Map<String, Object> kafka, String topicPrefix) {
    return read(kafka, topicPrefix).stream().map(PublishedEvent::from).toList();
  }

  /** Without the repetitions that follow the first copy of an event. */
  static List<PublishedEvent> firstCopies(List<PublishedEvent> events) {
    Set<UUID> seen = new HashSet<>();
    return events.stream().filter(event -> seen.add(event.id())).toList();
  }

  /** How Kafka differs from the log. */
  record Comparison(long missing, long duplicates, long outOfOrder) {

    static final Comparison EQUAL = new Comparison(0, 0, 0);

    @Override
    public String toString() {
      return missing + " missing, " + duplicates + " duplicates, " + outOfOrder + " out of order";
    }
  }

  /** Counts what {@link #requireEqual} would not let pass. */
  static Comparison compare(
      List<RecordedEvent> log, Map<String, Object> kafka, String topicPrefix) {
    Set<UUID> seen = new HashSet<>();
    Map<String, Long> versions = new HashMap<>();
    long duplicates = 0;
    long outOfOrder = 0;
    for (PublishedEvent event : events(kafka, topicPrefix)) {
      if (!seen.add(event.id())) {
        duplicates++;
      }
      long version = event.version() == null ? 0 : event.version().value();
      Long before = versions.put(String.valueOf(event.subject()), version);
      if (before != null && version <= before) {
        outOfOrder++;
      }
    }
    long missing = log.stream().filter(event -> !seen.contains(event.id())).count();
    return new Comparison(missing, duplicates, outOfOrder);
  }

  /** The log and Kafka hold the same events, each once, and each stream in its order. */
  static void requireEqual(List<RecordedEvent> log, Map<String, Object> kafka, String topicPrefix) {
    requireEqual(log, events(kafka, topicPrefix));
  }

  /** The same, of what was read already. */
  static void requireEqual(List<RecordedEvent> log, List<PublishedEvent> published) {
    Set<UUID> wanted =
        log.stream().map(RecordedEvent::id).collect(Collectors.toCollection(TreeSet::new));
    Map<UUID, Long> counts = published.stream()
        .collect(Collectors.groupingBy(PublishedEvent::id, Collectors.counting()));
    assertThat(wanted.stream().filter(id -> !counts.containsKey(id)).toList())
        .as("missing in Kafka")
        .isEmpty();
    assertThat(counts.entrySet().stream().filter(entry -> entry.getValue() > 1).toList())
        .as("more than once in Kafka")
        .isEmpty();
    assertThat(counts.keySet()).as("in Kafka and not in the log").isSubsetOf(wanted);
    requireOrder(published);
    requireContent(log, published);
  }

  /** Within each stream versions rise by one. */
  static void requireOrder(List<PublishedEvent> published) {
    Map<String, Long> versions = new HashMap<>();
    for (PublishedEvent event : published) {
      String stream = String.valueOf(event.subject());
      long version = event.version() == null ? 0 : event.version().value();
      assertThat(version)
          .as("the version after %s in %s", versions.get(stream), stream)
          .isEqualTo(versions.getOrDefault(stream, 0L) + 1);
      versions.put(stream, version);
    }
  }

  private static void requireContent(List<RecordedEvent> log, List<PublishedEvent> published) {
    Map<UUID, PublishedEvent> byId =
        published.stream().collect(Collectors.toMap(PublishedEvent::id, event -> event));
    for (RecordedEvent event : log) {
      PublishedEvent there = java.util.Objects.requireNonNull(byId.get(event.id()));
      assertThat(there.dataText()).isEqualTo(event.payloadText());
      assertThat(there.position()).isEqualTo(event.position());
      assertThat(there.time()).isEqualTo(event.recordedAt());
    }
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
