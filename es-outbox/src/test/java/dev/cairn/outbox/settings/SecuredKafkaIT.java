package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.SecuredBroker.SASL_TLS;
import static dev.cairn.outbox.settings.SecuredBroker.USER;
import static dev.cairn.outbox.settings.Severity.INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security passes through to every client, on a real broker that enforces it. */
class SecuredKafkaIT {

  private static final RelayWants WANTS = RelayWants.defaults().withTopicsOf(6, 1, 1);
  private static final SecuredBroker BROKER = SecuredBroker.shared();

  @Test
  void scramOverTlsPassesThroughToEveryClient() {
    publishesAndReads(BROKER.trusting(BROKER.sasl(SASL_TLS, USER)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS", "PEM"})
  void mutualTlsPassesThroughToEveryClient(String type) {
    publishesAndReads(BROKER.mutual(type));
  }

  /** The check finds nothing wrong, and a transaction goes through, with no secret in any log. */
  private static void publishesAndReads(Map<String, String> given) {
    String topic = BROKER.topic();
    KafkaSettings settings = SecuredBroker.settings(given);
    try (LoggedLines logged = LoggedLines.of("org.apache.kafka")) {
      assertThat(KafkaSettingsCheck.of(settings, WANTS.withTopics(Set.of(topic), null))
              .run()
              .findings())
          .extracting(Finding::severity, Finding::key)
          .containsExactly(tuple(INFO, "cluster"));
      Publishing.publish(settings, topic);
      assertThat(Publishing.read(settings, topic)).isEqualTo("payload");

      assertThat(logged.lines())
          .isNotEmpty()
          .allSatisfy(line ->
              assertThat(line).doesNotContain("Xyzzy").doesNotContain(Certificates.PASSWORD));
    }
  }
}
