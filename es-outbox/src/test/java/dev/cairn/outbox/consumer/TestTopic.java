package dev.cairn.outbox.consumer;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.event.EventIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of its own, written to in transactions as the relay does, with events that are counted per key. */
final class TestTopic implements AutoCloseable {

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

  private final KafkaServer server;
  private final String name;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Integer> versions = new HashMap<>();

  TestTopic(KafkaServer server, int partitions) {
    this(server, "consumed-" + RUN + "-" + MADE.incrementAndGet(), partitions);
  }

  TestTopic(KafkaServer server, String name, int partitions) {
    this.server = server;
    this.name = name;
    try (Admin admin = Admin.create(server.clientSettings())) {
      done(admin.createTopics(Set.of(new NewTopic(name, partitions, (short) 1))).all());
    }
    Map<String, Object> settings = new HashMap<>(server.clientSettings());
    settings.put("transactional.id", name);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  String name() {
    return name;
  }

  /** A group that nobody else is in. */
  String group() {
    return "group-" + name;
  }

  String deadLetters() {
    return name + "-dead";
  }

  /** Publishes the next event of each of the keys in one transaction; the ids. */
  List<UUID> publish(String... keys) {
    producer.beginTransaction();
    List<UUID> ids = sendNext(keys);
    producer.commitTransaction();
    return ids;
  }

  /** Publishes that many events, spread over that many keys, in several transactions. */
  void publish(int events, int keys) {
    for (int from = 0; from < events; from += 50) {
      String[] chunk = new String[Math.min(50, events - from)];
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = "key-" + (from + i) % keys;
      }
      publish(chunk);
    }
  }

  /** Publishes events in a transaction that is aborted. */
  void publishInVain(String... keys) {
    Map<String, Integer> before = Map.copyOf(versions);
    producer.beginTransaction();
    sendNext(keys);
    producer.flush();
    producer.abortTransaction();
    versions.clear();
    versions.putAll(before);
  }

  /** Publishes a record that is no event. */
  void publishRubbish(String key) {
    producer.beginTransaction();
    send(new ProducerRecord<>(name, bytes(key), bytes("rubbish")));
    producer.commitTransaction();
  }

  /** Publishes an event again, as a relay that publishes at least once may. */
  void publishAgain(String key, int version, UUID id) {
    producer.beginTransaction();
    send(record(key, version, id));
    producer.commitTransaction();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The commit fails if one of them did.
  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(record);
  }

  private List<UUID> sendNext(String... keys) {
    List<UUID> ids = new ArrayList<>();
    for (String key : keys) {
      UUID id = EventIds.next();
      send(record(key, versions.merge(key, 1, Integer::sum), id));
      ids.add(id);
    }
    return ids;
  }

  /** Publishes an event of that type and with these data. */
  void publishAs(String type, String key, String json) {
    producer.beginTransaction();
    send(record(type, key, versions.merge(key, 1, Integer::sum), EventIds.next(), json));
    producer.commitTransaction();
  }

  private ProducerRecord<byte[], byte[]> record(String key, int version, UUID id) {
    return record("counted", key, version, id, "{\"text\":\"" + text(key, version) + "\"}");
  }

  private ProducerRecord<byte[], byte[]> record(
      String type, String key, int version, UUID id, String json) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(name, bytes(key), bytes(json));
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id.toString(),
            "ce_source",
            "/test",
            "ce_type",
            type,
            "ce_subject",
            key,
            "ce_time",
            Instant.now().toString(),
            "ce_streamversion",
            String.valueOf(version),
            "content-type",
            "application/json")
        .forEach((header, value) -> record.headers().add(header, bytes(value)));
    return record;
  }

  /** As events are written down by tests. */
  static String text(String key, long version) {
    return key + "#" + version;
  }

  /** Everything that was published, each key in its order. */
  List<String> published() {
    List<String> all = new ArrayList<>();
    versions.forEach((key, last) -> {
      for (int version = 1; version <= last; version++) {
        all.add(text(key, version));
      }
    });
    return all;
  }

  TopicPartition partition(int number) {
    return new TopicPartition(name, number);
  }

  /** What the group has committed to Kafka. */
  Optional<OffsetAndMetadata> committed(int partition) {
    try (Admin admin = Admin.create(server.clientSettings())) {
      return Optional.ofNullable(
          done(admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata())
              .get(partition(partition)));
    }
  }

  int members() {
    try (Admin admin = Admin.create(server.clientSettings())) {
      return done(admin.describeConsumerGroups(Set.of(group())).all())
          .values()
          .iterator()
          .next()
          .members()
          .size();
    }
  }

  /** Deletes it and makes another one of the same name. */
  void makeAnew(int partitions) {
    try (Admin admin = Admin.create(server.clientSettings())) {
      done(admin.deleteTopics(Set.of(name)).all());
      Checks.await().until(() -> {
        done(admin
            .createTopics(Set.of(new NewTopic(name, partitions, (short) 1)))
            .all());
        return true;
      });
    }
  }

  /** As retention would. */
  void deleteRecordsBefore(int partition, long offset) {
    try (Admin admin = Admin.create(server.clientSettings())) {
      done(admin
          .deleteRecords(Map.of(partition(partition), RecordsToDelete.beforeOffset(offset)))
          .all());
    }
  }

  /** All dead letters that are there within a while, at least so many, in the order of each partition. */
  List<ConsumerRecord<byte[], byte[]>> deadLetters(int atLeast) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
        server.clientSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(deadLetters()).stream()
          .map(each -> new TopicPartition(each.topic(), each.partition()))
          .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end =
          consumer.endOffsets(partitions).values().stream().mapToLong(e -> e).sum();
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (all.size() < Math.max(end, atLeast) && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  private static <T> T done(org.apache.kafka.common.KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
