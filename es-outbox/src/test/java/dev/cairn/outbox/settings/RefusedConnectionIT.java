package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.SecuredBroker.FOREIGN;
import static dev.cairn.outbox.settings.SecuredBroker.MUTUAL;
import static dev.cairn.outbox.settings.SecuredBroker.SASL;
import static dev.cairn.outbox.settings.SecuredBroker.SASL_TLS;
import static dev.cairn.outbox.settings.SecuredBroker.USER;
import static dev.cairn.outbox.settings.Severity.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said when a real broker that is secured does not let a client in. */
class RefusedConnectionIT {

  private static final RelayWants WANTS = RelayWants.defaults().withTopicsOf(6, 1, 1);
  private static final SecuredBroker BROKER = SecuredBroker.shared();

  @Test
  void explainsARefusedPassword() {
    Map<String, String> settings = BROKER.trusting(BROKER.sasl(SASL_TLS, USER));
    settings.computeIfPresent("sasl.jaas.config", (key, jaas) -> jaas.replace("PASSWORD", "WRONG"));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("sasl.jaas.config");
      assertThat(finding.problem()).contains("was refused by the brokers");
      assertThat(finding.remedy()).contains("SCRAM-SHA-512");
    });
  }

  @Test
  void explainsAMechanismThatTheBrokerDoesNotOffer() {
    Map<String, String> settings = BROKER.trusting(BROKER.sasl(SASL_TLS, USER));
    settings.put("sasl.mechanism", "PLAIN");
    settings.computeIfPresent(
        "sasl.jaas.config", (key, jaas) -> jaas.replace("scram.Scram", "plain.Plain"));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("sasl.mechanism");
      assertThat(finding.problem()).contains("is PLAIN, which the brokers do not offer");
    });
  }

  @Test
  void explainsAnAuthorityThatIsNotTrusted() {
    assertThat(errors(BROKER.sasl(SASL_TLS, USER))).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("ssl.truststore.location");
      assertThat(finding.problem()).contains("the TLS handshake failed: PKIX path building failed");
    });
  }

  @Test
  void explainsACertificateForAnotherHost() {
    Map<String, String> settings = BROKER.mutual("PKCS12");
    settings.put("bootstrap.servers", BROKER.address(FOREIGN));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("ssl.endpoint.identification.algorithm");
      assertThat(finding.why()).contains("is not for the host name");
    });
  }

  @Test
  void explainsAMissingCertificateOfTheClient() {
    Map<String, String> settings = BROKER.mutual("PKCS12");
    settings.keySet().removeIf(key -> key.startsWith("ssl.key"));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("ssl.keystore.location");
      assertThat(finding.why()).contains("want a certificate of the client");
    });
  }

  @Test
  void explainsAPlainClientAtAPortWithTls() {
    Map<String, String> settings = Checks.flawless();
    settings.put("bootstrap.servers", BROKER.address(MUTUAL));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("security.protocol");
      assertThat(finding.problem()).isEqualTo("is PLAINTEXT, and the brokers speak TLS there.");
    });
  }

  @Test
  void explainsAClientWithTlsAtAPlainPort() {
    Map<String, String> settings = BROKER.mutual("PKCS12");
    settings.put("bootstrap.servers", BROKER.plainAddress());

    assertThat(errors(settings))
        .singleElement()
        .satisfies(finding -> assertThat(finding.toString())
            .containsAnyOf("speak no TLS on this port", "another security.protocol than SSL"));
  }

  @Test
  void explainsAClientWithoutALoginAtAPortThatWantsOne() {
    Map<String, String> settings = Checks.flawless();
    settings.put("bootstrap.servers", BROKER.address(SASL));

    assertThat(errors(settings))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.toString()).contains("another security.protocol than PLAINTEXT"));
  }

  private static List<Finding> errors(Map<String, String> given) {
    KafkaSettingsReport report = KafkaSettingsCheck.of(SecuredBroker.settings(given), WANTS)
        .within(Duration.ofSeconds(8))
        .run();

    assertThat(report.toString()).doesNotContain("Xyzzy").doesNotContain(Certificates.PASSWORD);
    return report.findings(ERROR);
  }
}
