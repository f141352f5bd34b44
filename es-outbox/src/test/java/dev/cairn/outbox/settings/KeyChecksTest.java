package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.INFO;
import static dev.cairn.outbox.settings.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check says of names and values. */
class KeyChecksTest {

  @Test
  void refusesMissingBrokers() {
    assertThat(Checks.of(Checks.without(Checks.flawless(), "bootstrap.servers")))
        .extracting(Finding::severity, Finding::key, Finding::problem)
        .containsExactly(tuple(ERROR, "bootstrap.servers", "is missing."));
    assertThat(Checks.with("bootstrap.servers", " , ")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:",
        ":9092",
        "localhost:0",
        "localhost:65536",
        "localhost:x",
        "127.0.0.1:99999999999",
        "one two:9092"
      })
  void refusesBrokersThatCannotBeRead(String broker) {
    assertThat(Checks.with("bootstrap.servers", "127.0.0.1:9092," + broker)).anySatisfy(finding -> {
      assertThat(finding.severity()).isEqualTo(ERROR);
      assertThat(finding.problem()).contains("'" + broker + "'");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:1",
        "127.0.0.1:9092, localhost:9093",
        "[::1]:9092",
        "PLAINTEXT://localhost:9"
      })
  void acceptsBrokersThatTheClientsAccept(String brokers) {
    assertThat(Checks.with("bootstrap.servers", brokers)).isEmpty();
  }

  @Test
  void tellsOfALonelyBrokerElsewhere() {
    Map<String, String> settings = Checks.spoiled(
        Checks.flawless(), "security.protocol", "SSL", "ssl.truststore.certificates", "x");

    settings.put("bootstrap.servers", "192.0.2.1:9092");
    assertThat(Checks.of(settings))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(INFO, "bootstrap.servers"));
    settings.put("bootstrap.servers", "192.0.2.1:9092,192.0.2.2:9092");
    assertThat(Checks.of(settings)).extracting(Finding::key).doesNotContain("bootstrap.servers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transactional.id",
        "key.serializer",
        "value.serializer",
        "key.deserializer",
        "value.deserializer",
        "enable.auto.commit",
        "isolation.level",
        "group.id",
        "auto.offset.reset",
        "transaction.two.phase.commit.enable",
        "allow.auto.create.topics"
      })
  void refusesWhatTheRelaySetsItself(String key) {
    assertThat(Checks.with(key, "true"))
        .filteredOn(finding -> finding.problem().equals("is set by the relay itself."))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(ERROR, key));
  }

  @ParameterizedTest
  @CsvSource({
    "ssl.truststore.locaton, ssl.truststore.location",
    "lingerms, linger.ms",
    "aks, acks",
    "delivery_timeout_ms, delivery.timeout.ms",
    "Linger.Ms, linger.ms",
    "batch.szie, batch.size",
    "spring.kafka.properties.max.block.ms, max.block.ms",
    "producer.buffer.memory, buffer.memory"
  })
  void warnsOfASlipAndSaysWhatWasMeant(String key, String meant) {
    assertThat(Checks.with(key, "Xyzzy-71")).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.key()).isEqualTo(key);
      assertThat(finding.remedy()).startsWith("Write " + meant + ",");
      assertThat(finding.toString()).doesNotContain("Xyzzy-71");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"min.insync.replicas", "replication.factor", "foo", "x"})
  void warnsOfWhatNoClientKnows(String key) {
    assertThat(Checks.with(key, "2")).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.remedy()).isEqualTo("Take it out.");
    });
  }

  @Test
  void tellsOfWhatForeignClassesMayKnow() {
    assertThat(Checks.with("metric.reporters", String.class.getName(), "foo", "1"))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(INFO, "foo"));
  }

  @Test
  void leavesTheParametersOfProvidersAlone() {
    assertThat(Checks.with(
            "config.providers", "vault",
            "config.providers.vault.class", "com.example.Vault",
            "config.providers.vault.param.x", "y"))
        .isEmpty();
  }

  @Test
  void doesNotJudgeWhatOnlyKafkaWillKnow() {
    assertThat(Checks.of(Checks.spoiled(
            Checks.flawlessSasl(),
            "config.providers",
            "vault",
            "bootstrap.servers",
            "${vault:a}",
            "max.block.ms",
            "${vault:a}",
            "sasl.jaas.config",
            "${vault:a}",
            "ssl.truststore.location",
            "/nowhere.p12",
            "ssl.truststore.password",
            "${vault:a}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "linger.ms, soon",
    "acks, ALL",
    "compression.type, lz5",
    "enable.idempotence, ja",
    "max.in.flight.requests.per.connection, 0",
    "security.protocol, TLS",
    "ssl.engine.factory.class, no.such.Factory",
    "max.block.ms, -1"
  })
  void refusesValuesThatNoClientCouldRead(String key, String value) {
    assertThat(Checks.with(key, value)).anySatisfy(finding -> {
      assertThat(finding.severity()).isEqualTo(ERROR);
      assertThat(finding.key()).isEqualTo(key);
      assertThat(finding.problem()).contains("Invalid value " + value);
    });
  }

  @Test
  void warnsOfCredentialsInAUrlThatKafkaLogs() {
    List<Finding> findings =
        Checks.with("sasl.oauthbearer.jwks.endpoint.url", "https://me:Xyzzy-71@idp/keys");

    assertThat(findings)
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(WARNING, "sasl.oauthbearer.jwks.endpoint.url"));
    assertThat(findings.toString()).doesNotContain("Xyzzy-71");
    assertThat(Checks.with("sasl.oauthbearer.jwks.endpoint.url", "https://idp/keys"))
        .isEmpty();
  }
}
