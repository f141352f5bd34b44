package dev.cairn.outbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** One record through one transaction, with the clients that the settings make. */
final class Publishing {

  private Publishing() {}

  static void publish(KafkaSettings settings, String topic) {
    Map<String, Object> all = settings.producer();
    all.put("transactional.id", topic);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(all, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var sent = producer.send(new ProducerRecord<>(topic, 0, "key", "payload"));
      producer.commitTransaction();
      assertThat(sent).isDone();
    }
  }

  static String read(KafkaSettings settings, String topic) {
    Map<String, Object> all = settings.consumer();
    all.put("isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition first = new TopicPartition(topic, 0);
      consumer.assign(List.of(first));
      consumer.seekToBeginning(List.of(first));
      return Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () -> consumer.poll(Duration.ofMillis(200)).records(first), list -> !list.isEmpty())
          .stream()
          .map(ConsumerRecord::value)
          .reduce("", String::concat);
    }
  }
}
