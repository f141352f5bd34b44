package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecuredListenerIT {

  @ParameterizedTest
  @ValueSource(strings = {SecuredKafka.SASL_TLS, SecuredKafka.SASL})
  void letsInWhoKnowsThePasswordAndNobodyElse(String listener) {
    Map<String, Object> client = SecuredKafka.client(listener, SecuredKafka.PASSWORD);
    assertWorks(client, "of-" + listener);
    assertThatThrownBy(() -> connect(SecuredKafka.client(listener, "guess")))
        .hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void letsInWhoShowsATrustedCertificateAndNobodyElse() {
    Map<String, Object> client =
        new HashMap<>(SecuredKafka.RUNNING.clientSettings(SecuredKafka.MUTUAL_TLS));
    assertWorks(client, "of-mutual-tls");
    client.remove(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
    client.remove(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG);
    assertThatThrownBy(() -> connect(client)).hasCauseInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void doesNotPassForABrokerWhoseCertificateTheClientTrusts() {
    Map<String, Object> client = SecuredKafka.client(SecuredKafka.SASL_TLS, SecuredKafka.PASSWORD);
    client.keySet().removeIf(setting -> setting.startsWith("ssl."));
    assertThatThrownBy(() -> connect(client)).hasCauseInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void aListenerThatWasNotAddedHasNoAddress() {
    for (String listener : List.of("OTHER", "CONTROLLER")) {
      assertThatThrownBy(() -> SecuredKafka.RUNNING.bootstrapServers(listener))
          .isInstanceOf(InvalidServerOptionException.class)
          .hasMessageContainingAll(listener, SecuredKafka.MUTUAL_TLS);
    }
  }

  private static void assertWorks(Map<String, Object> client, String topic) {
    Records.createTopic(client, topic);
    Records.commit(client, topic, "x");
    assertThat(Records.committed(client, topic)).containsExactly("x");
  }

  private static void connect(Map<String, Object> client)
      throws ExecutionException, InterruptedException {
    Map<String, Object> impatient = new HashMap<>(client);
    impatient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    try (Admin admin = Admin.create(impatient)) {
      admin.describeCluster().nodes().get();
    }
  }
}
