package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.SecuredBroker.FOREIGN;
import static dev.cairn.outbox.settings.SecuredBroker.MUTUAL;
import static dev.cairn.outbox.settings.SecuredBroker.POOR;
import static dev.cairn.outbox.settings.SecuredBroker.SASL;
import static dev.cairn.outbox.settings.SecuredBroker.SASL_TLS;
import static dev.cairn.outbox.settings.SecuredBroker.USER;
import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security against a real broker that enforces it: what passes through, and what is said if it does not. */
class SecuredKafkaIT {

  private static final RelayWants WANTS = RelayWants.defaults().withTopicsOf(6, 1, 1);
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PASSWORD", SecuredBroker.PASSWORD, "WRONG", "Wrong-" + SecuredBroker.PASSWORD);

  @TempDir
  static Path directory;

  private static SecuredBroker broker;
  private static Path client;

  @BeforeAll
  static void start() {
    broker = SecuredBroker.in(directory);
    client = broker.certificates().keystore("client");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void scramOverTlsPassesThroughToEveryClient() {
    publishesAndReads(broker.trusting(broker.sasl(SASL_TLS, USER)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS", "PEM"})
  void mutualTlsPassesThroughToEveryClient(String type) {
    publishesAndReads(mutual(type));
  }

  @Test
  void explainsARefusedPassword() {
    Map<String, String> settings = broker.trusting(broker.sasl(SASL_TLS, USER));
    settings.computeIfPresent("sasl.jaas.config", (key, jaas) -> jaas.replace("PASSWORD", "WRONG"));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("sasl.jaas.config");
      assertThat(finding.problem()).contains("was refused by the brokers");
      assertThat(finding.remedy()).contains("SCRAM-SHA-512");
    });
  }

  @Test
  void explainsAMechanismThatTheBrokerDoesNotOffer() {
    Map<String, String> settings = broker.trusting(broker.sasl(SASL_TLS, USER));
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
    assertThat(errors(broker.sasl(SASL_TLS, USER))).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("ssl.truststore.location");
      assertThat(finding.problem()).contains("the TLS handshake failed: PKIX path building failed");
    });
  }

  @Test
  void explainsACertificateForAnotherHost() {
    Map<String, String> settings = mutual("PKCS12");
    settings.put("bootstrap.servers", broker.address(FOREIGN));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("ssl.endpoint.identification.algorithm");
      assertThat(finding.why()).contains("is not for the host name");
    });
  }

  @Test
  void explainsAMissingCertificateOfTheClient() {
    Map<String, String> settings = mutual("PKCS12");
    settings.keySet().removeIf(key -> key.startsWith("ssl.key"));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("ssl.keystore.location");
      assertThat(finding.why()).contains("want a certificate of the client");
    });
  }

  @Test
  void explainsAPlainClientAtAPortWithTls() {
    Map<String, String> settings = Checks.flawless();
    settings.put("bootstrap.servers", broker.address(MUTUAL));

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("security.protocol");
      assertThat(finding.problem()).isEqualTo("is PLAINTEXT, and the brokers speak TLS there.");
    });
  }

  @Test
  void explainsAClientWithTlsAtAPlainPort() {
    Map<String, String> settings = mutual("PKCS12");
    settings.put("bootstrap.servers", broker.plainAddress());

    assertThat(errors(settings))
        .singleElement()
        .satisfies(finding -> assertThat(finding.toString())
            .containsAnyOf("speak no TLS on this port", "another security.protocol than SSL"));
  }

  @Test
  void explainsAClientWithoutALoginAtAPortThatWantsOne() {
    Map<String, String> settings = Checks.flawless();
    settings.put("bootstrap.servers", broker.address(SASL));

    assertThat(errors(settings))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.toString()).contains("another security.protocol than PLAINTEXT"));
  }

  @Test
  void saysWhatCouldNotBeCheckedForLackOfRights() {
    String topic = topic();
    broker.grant(topic, AclOperation.WRITE);

    assertThat(check(broker.trusting(broker.sasl(SASL_TLS, POOR)), topic))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(
            tuple(INFO, "cluster"), tuple(INFO, "broker settings"), tuple(INFO, "topic " + topic));
  }

  @Test
  void theRightToWriteTheTopicAndTheTransactionalIdIsEnoughToPublish() {
    String topic = topic();
    broker.grant(topic, AclOperation.WRITE);
    broker.grant(ResourceType.TRANSACTIONAL_ID, topic, AclOperation.WRITE);

    publish(settings(broker.trusting(broker.sasl(SASL_TLS, POOR))), topic);

    assertThat(read(settings(broker.trusting(broker.sasl(SASL_TLS, USER))), topic))
        .isEqualTo("payload");
  }

  @Test
  void refusesATopicThatTheUserMayNotSee() {
    String topic = topic();

    assertThat(check(broker.trusting(broker.sasl(SASL_TLS, POOR)), topic))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(ERROR, "topic " + topic));
  }

  @Test
  void refusesATopicThatTheUserMayOnlyRead() {
    String topic = topic();
    broker.grant(topic, AclOperation.READ);

    assertThat(check(broker.trusting(broker.sasl(SASL_TLS, POOR)), topic))
        .filteredOn(finding -> finding.severity() == ERROR)
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.problem()).isEqualTo("does not let this user WRITE."));
  }

  /** The check finds nothing wrong, and a transaction goes through, with no secret in any log. */
  private static void publishesAndReads(Map<String, String> given) {
    String topic = topic();
    KafkaSettings settings = settings(given);
    try (LoggedLines logged = LoggedLines.of("org.apache.kafka")) {
      assertThat(KafkaSettingsCheck.of(settings, WANTS.withTopics(Set.of(topic), null))
              .run()
              .findings())
          .extracting(Finding::severity, Finding::key)
          .containsExactly(tuple(INFO, "cluster"));
      publish(settings, topic);
      assertThat(read(settings, topic)).isEqualTo("payload");

      assertThat(logged.lines())
          .isNotEmpty()
          .allSatisfy(line ->
              assertThat(line).doesNotContain("Xyzzy").doesNotContain(Certificates.PASSWORD));
    }
  }

  private static void publish(KafkaSettings settings, String topic) {
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

  private static String read(KafkaSettings settings, String topic) {
    Map<String, Object> all = settings.consumer();
    all.put("isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition first = new TopicPartition(topic, 0);
      consumer.assign(List.of(first));
      consumer.seekToBeginning(List.of(first));
      return Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> consumer.poll(Duration.ofMillis(200)).records(first), list -> !list.isEmpty())
          .stream()
          .map(ConsumerRecord::value)
          .reduce("", String::concat);
    }
  }

  private static Map<String, String> mutual(String type) {
    Map<String, String> settings = Checks.spoiled(
        Checks.flawless(),
        "bootstrap.servers",
        broker.address(MUTUAL),
        "security.protocol",
        "SSL",
        "ssl.keystore.type",
        type,
        "ssl.truststore.type",
        type);
    if (type.equals("PEM")) {
      return Checks.spoiled(
          settings,
          "ssl.truststore.certificates",
          broker.certificates().authorityPem(),
          "ssl.keystore.key",
          Certificates.keyPem(client, "client"),
          "ssl.keystore.certificate.chain",
          Certificates.chainPem(client, "client"));
    }
    Path keys = type.equals("JKS") ? broker.certificates().jks(client) : client;
    Path trust = broker.certificates().truststore();
    return Checks.spoiled(
        settings,
        "ssl.truststore.location",
        (type.equals("JKS") ? broker.certificates().jks(trust) : trust).toString(),
        "ssl.truststore.password",
        Certificates.PASSWORD,
        "ssl.keystore.location",
        keys.toString(),
        "ssl.keystore.password",
        Certificates.PASSWORD,
        "ssl.key.password",
        Certificates.PASSWORD);
  }

  private static String topic() {
    String topic = "t-" + UUID.randomUUID();
    broker.create(topic);
    return topic;
  }

  private static List<Finding> errors(Map<String, String> given) {
    KafkaSettingsReport report = KafkaSettingsCheck.of(settings(given), WANTS)
        .within(Duration.ofSeconds(8))
        .run();

    assertThat(report.toString()).doesNotContain("Xyzzy").doesNotContain(Certificates.PASSWORD);
    return report.findings(ERROR);
  }

  private static List<Finding> check(Map<String, String> given, String topic) {
    return KafkaSettingsCheck.of(settings(given), WANTS.withTopics(Set.of(topic), null))
        .run()
        .findings();
  }

  private static KafkaSettings settings(Map<String, String> given) {
    return KafkaSettings.of(given, ENVIRONMENT::get);
  }
}
