package dev.cairn.outbox.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that are not ended yet when somebody looks. */
final class PublishedRecordsIT {

  private static final KafkaServer KAFKA = Servers.sharedKafka();

  private final String topic = "published-" + UUID.randomUUID();
  private final KafkaProducer<String, String> producer = producer();

  @BeforeEach
  void makeTheTopic() throws Exception {
    try (Admin admin = Admin.create(KAFKA.clientSettings())) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.of((short) 1))))
          .all()
          .get(1, TimeUnit.MINUTES);
    }
    producer.initTransactions();
    producer.beginTransaction();
    send("first");
    producer.commitTransaction();
    producer.beginTransaction();
    send("second");
  }

  private void send(String value) throws Exception {
    assertThat(producer.send(new ProducerRecord<>(topic, value)).get(1, TimeUnit.MINUTES))
        .isNotNull();
  }

  @AfterEach
  void close() {
    producer.close(Duration.ZERO);
  }

  private static KafkaProducer<String, String> producer() {
    Map<String, Object> settings = new HashMap<>(KAFKA.clientSettings());
    settings.put("transactional.id", UUID.randomUUID().toString());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private List<String> read(Duration patience) {
    List<String> values = new ArrayList<>();
    new PublishedRecords(KAFKA.clientSettings(), Set.of(topic), patience)
        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
    return values;
  }

  @Test
  void oneThatIsAboutToBeCommittedIsWaitedFor() throws Exception {
    CompletableFuture<List<String>> read =
        CompletableFuture.supplyAsync(() -> read(Duration.ofMinutes(2)));

    assertThat(read).isNotDone();
    CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS)
        .execute(producer::commitTransaction);

    assertThat(read.get(2, TimeUnit.MINUTES)).containsExactly("first", "second");
  }

  @Test
  void oneThatNobodyEndsIsNot() {
    assertThat(read(Duration.ofMillis(300))).containsExactly("first");
  }
}
