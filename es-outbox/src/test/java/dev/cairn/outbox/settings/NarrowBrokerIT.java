package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.RelayWants.Guarantee.AT_LEAST_ONCE;
import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.INFO;
import static dev.cairn.outbox.settings.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cairn.embedded.EmbeddedKafka;
import dev.cairn.embedded.EmbeddedKafkaOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real broker that gives less than the relay wants. */
class NarrowBrokerIT {

  private static final RelayWants WANTS = RelayWants.defaults().withTopicsOf(6, 1, 1);

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.ephemeral(EmbeddedKafkaOptions.defaults()
        .withSetting("transaction.state.log.replication.factor", "3")
        .withSetting("transaction.max.timeout.ms", "59999")
        .withSetting("message.max.bytes", "1000000"));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void saysAllThatWouldComeToLightLater() {
    assertThat(check(WANTS))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(
            tuple(ERROR, "transaction.timeout.ms"),
            tuple(ERROR, "transaction.state.log.replication.factor"),
            tuple(WARNING, "max.request.size"),
            tuple(INFO, "cluster"));
  }

  @Test
  void looksAtTransactionsOnlyWhereTheyAreUsed() {
    assertThat(check(WANTS.withGuarantee(AT_LEAST_ONCE)))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(WARNING, "max.request.size"), tuple(INFO, "cluster"));
  }

  @Test
  void aProducerWhoseBufferHoldsNoBatchSendsNothing() throws Exception {
    Map<String, Object> settings =
        settings("buffer.memory", "16383", "max.request.size", "1000").producer();
    try (Admin admin = Admin.create(kafka.clientSettings());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(Set.of(new NewTopic("any", 1, (short) 1))).all().get();

      assertThatThrownBy(
              () -> producer.send(new ProducerRecord<>("any", new byte[1])).get())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<Finding> check(RelayWants wants) {
    return KafkaSettingsCheck.of(settings(), wants).run().findings();
  }

  private static KafkaSettings settings(String... spoiling) {
    Map<String, String> settings = Checks.flawless();
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    return KafkaSettings.of(Checks.spoiled(settings, spoiling));
  }
}
