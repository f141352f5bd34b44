package dev.cairn.outbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret is shown: not by us, and not by Kafka's clients with what we give them. */
class SecrecyTest {

  private static final String SECRET = "Xyzzy-71";
  private static final String JAAS =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"relay\""
          + " password=\"" + SECRET + "\";";

  @TempDir
  Path directory;

  @Test
  void toStringHidesWhatKafkaTypesAsAPassword() {
    KafkaClient.knownKeys().stream()
        .filter(key -> KafkaClient.type(key).orElseThrow().name().equals("PASSWORD"))
        .forEach(key -> assertHidden(Map.of(key, SECRET)));
  }

  @Test
  void toStringHidesWhatIsUnknown() {
    assertHidden(Map.of("sasl.jaas.cofnig", JAAS));
    assertHidden(Map.of("my.vault.token", SECRET));
    assertHidden(Map.of("config.providers.vault.param.key", SECRET));
  }

  @Test
  void toStringHidesCredentialsInUrls() {
    KafkaSettings settings = KafkaSettings.of(
        Map.of("sasl.oauthbearer.jwks.endpoint.url", "https://me:" + SECRET + "@idp/keys"));

    assertThat(settings.toString()).contains("https://[hidden]@idp/keys").doesNotContain(SECRET);
  }

  @Test
  void hidesWhateverStandsBeforeABroker() {
    KafkaSettings settings = KafkaSettings.of(
        Map.of("bootstrap.servers", "one:1,me:" + SECRET + "@two,https://a@" + SECRET + "@x"));

    assertThat(settings.toString()).contains("one:1,[hidden]@two").doesNotContain(SECRET);
    assertThat(Checks.of(settings.values()).toString()).doesNotContain(SECRET);
  }

  @Test
  void toStringShowsTheRest() {
    assertThat(KafkaSettings.of(Map.of("acks", "all", "ssl.truststore.location", "/t.p12")))
        .hasToString("KafkaSettings{acks=all, ssl.truststore.location=/t.p12}");
  }

  @Test
  void valuesThatAreSecretAreNotHandedOut() {
    KafkaSettings settings = KafkaSettings.of(Map.of("sasl.jaas.config", JAAS, "acks", "all"));

    assertThat(settings.value("sasl.jaas.config")).isEmpty();
    assertThat(settings.value("acks")).contains("all");
  }

  @Test
  void mapsForClientsHideSecretsWhenTheyArePrinted() {
    KafkaSettings settings =
        KafkaSettings.of(Map.of("sasl.jaas.config", JAAS, "ssl.key.password", SECRET));

    assertThat(settings.producer().toString()).doesNotContain(SECRET);
    assertThat(settings.consumer().toString()).doesNotContain(SECRET);
    assertThat(settings.admin().toString()).doesNotContain(SECRET);
  }

  @Test
  void secretsAreCutOutOfMessagesOfOthers() {
    KafkaSettings settings = KafkaSettings.of(
        Map.of("sasl.jaas.config", JAAS, "ssl.key.password", "a.b*c", "client.id", "relay-1"));

    assertThat(settings.withoutSecrets("No " + SECRET + ", a.b*c or axbxc for relay-1"))
        .isEqualTo("No [hidden], [hidden] or axbxc for relay-1");
  }

  @Test
  void clientsLogNoSecretAndWarnOfNothingUnknown() {
    Certificates certificates = Certificates.in(directory);
    Path keystore = certificates.keystore("relay");
    Map<String, String> given = new HashMap<>();
    given.put("bootstrap.servers", "127.0.0.1:1");
    given.put("security.protocol", "SASL_SSL");
    given.put("sasl.mechanism", "SCRAM-SHA-512");
    given.put("sasl.jaas.config", JAAS);
    given.put("ssl.truststore.location", certificates.truststore().toString());
    given.put("ssl.truststore.password", Certificates.PASSWORD);
    given.put("ssl.keystore.location", keystore.toString());
    given.put("ssl.keystore.password", Certificates.PASSWORD);
    given.put("ssl.key.password", Certificates.PASSWORD);
    given.put("sasl.oauthbearer.client.credentials.client.secret", SECRET);
    given.put("linger.ms", "7");
    given.put("fetch.max.bytes", "1000");
    given.put("no.such.thing", SECRET);

    List<String> lines = linesOfClients(KafkaSettings.of(given));

    assertThat(lines).anySatisfy(line -> assertThat(line).contains("sasl.jaas.config = [hidden]"));
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("linger.ms = 7"));
    assertThat(lines)
        .allSatisfy(line -> assertThat(line)
            .doesNotContain(SECRET)
            .doesNotContain(Certificates.PASSWORD)
            .doesNotContain("no.such.thing"));
  }

  @Test
  void clientsLogNoKeyInPem() {
    Certificates certificates = Certificates.in(directory);
    Path keystore = certificates.keystore("relay");
    String key = Certificates.keyPem(keystore, "relay");
    String secret = key.lines().skip(1).findFirst().orElseThrow();

    List<String> lines = linesOfClients(KafkaSettings.of(Map.of(
        "bootstrap.servers", "127.0.0.1:1",
        "security.protocol", "SSL",
        "ssl.keystore.type", "PEM",
        "ssl.keystore.key", key,
        "ssl.keystore.certificate.chain", Certificates.chainPem(keystore, "relay"),
        "ssl.truststore.type", "PEM",
        "ssl.truststore.certificates", certificates.authorityPem())));

    assertThat(lines).anySatisfy(line -> assertThat(line).contains("ssl.keystore.key = [hidden]"));
    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(secret));
  }

  /** As long as it takes to build them and to fail to connect. */
  private static List<String> linesOfClients(KafkaSettings settings) {
    try (LoggedLines logged = LoggedLines.of("org.apache.kafka")) {
      new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer())
          .close(Duration.ZERO);
      new KafkaConsumer<>(
              settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .close();
      Admin.create(settings.admin()).close(Duration.ZERO);
      return logged.lines();
    }
  }

  private static void assertHidden(Map<String, String> given) {
    assertThat(KafkaSettings.of(given).toString())
        .contains(given.keySet().iterator().next() + "=[hidden]")
        .doesNotContain(SECRET);
  }
}
