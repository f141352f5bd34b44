package dev.cairn.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plain clients on a topic of one partition. */
final class Records {

  private static final Duration OPEN_TRANSACTION = Duration.ofSeconds(10);

  private Records() {}

  static void createTopic(Map<String, Object> client, String topic) {
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the transactional id of the topic's name, so that each fences the last one. */
  static KafkaProducer<String, String> transactionalProducer(
      Map<String, Object> client, String topic) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  /** One committed transaction. */
  static void commit(Map<String, Object> client, String topic, String... values) {
    try (KafkaProducer<String, String> producer = transactionalProducer(client, topic)) {
      producer.beginTransaction();
      send(producer, topic, values);
      producer.commitTransaction();
    }
  }

  /** Returns when the broker has acknowledged all of them. */
  static void send(KafkaProducer<String, String> producer, String topic, String... values) {
    List<Future<RecordMetadata>> sent = Stream.of(values)
        .map(value -> producer.send(new ProducerRecord<>(topic, value)))
        .toList();
    producer.flush();
    try {
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * All that a {@code read_committed} consumer sees up to what is the end when this is called. A producer hears
   * that it has committed before consumers do, so a transaction that is open is waited for, but not for long.
   */
  static List<String> committed(Map<String, Object> client, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = consumer(client, "read_committed")) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = end(client, partition);
      long moved = System.nanoTime();
      while (consumer.position(partition) < end
          && System.nanoTime() - moved < OPEN_TRANSACTION.toNanos()) {
        for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofSeconds(1))) {
          values.add(found.value());
          moved = System.nanoTime();
        }
      }
    }
    return values;
  }

  private static KafkaConsumer<String, String> consumer(
      Map<String, Object> client, String isolation) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  private static long end(Map<String, Object> client, TopicPartition partition) {
    try (KafkaConsumer<String, String> consumer = consumer(client, "read_uncommitted")) {
      consumer.assign(List.of(partition));
      return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }
  }
}
