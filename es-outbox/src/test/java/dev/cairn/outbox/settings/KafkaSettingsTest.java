package dev.cairn.outbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where settings come from, and what becomes of them for each client. */
class KafkaSettingsTest {

  @TempDir
  Path directory;

  @Test
  void readsAPropertiesFile() throws IOException {
    Path file = file("kafka.properties", "bootstrap.servers = one:9092,two:9092\nlinger.ms: 7\n");

    KafkaSettings settings = KafkaSettings.load(file);

    assertThat(settings.keys()).containsExactly("bootstrap.servers", "linger.ms");
    assertThat(settings.value("bootstrap.servers")).contains("one:9092,two:9092");
  }

  @Test
  void readsAPropertiesFileInUtf8() throws IOException {
    assertThat(KafkaSettings.load(file("kafka.properties", "client.id=größe")).value("client.id"))
        .contains("größe");
  }

  @Test
  void saysWhichFileIsMissing() {
    Path file = directory.resolve("none.properties");

    UnreadableSettingsException thrown =
        catchThrowableOfType(UnreadableSettingsException.class, () -> KafkaSettings.load(file));

    assertThat(thrown.file()).isEqualTo(file);
    assertThat(thrown).hasMessageContaining("there is no such file");
  }

  @Test
  void refusesAFileThatIsNoPropertiesFile() throws IOException {
    Path escape = file("escape.properties", "client.id=C:\\users\n");
    Path latin = directory.resolve("latin.properties");
    Files.write(latin, "client.id=größe".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> KafkaSettings.load(escape))
        .isInstanceOf(UnreadableSettingsException.class)
        .hasMessageContaining("hexadecimal");
    assertThatThrownBy(() -> KafkaSettings.load(latin))
        .isInstanceOf(UnreadableSettingsException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void takesPropertiesWithTheirDefaultsAndValuesThatAreNoText() {
    Properties defaults = new Properties();
    defaults.setProperty("client.id", "a");
    defaults.setProperty("acks", "all");
    Properties properties = new Properties(defaults);
    properties.setProperty("client.id", "b");
    properties.put("linger.ms", 7);

    KafkaSettings settings = KafkaSettings.of(properties);

    assertThat(settings)
        .isEqualTo(KafkaSettings.of(Map.of("client.id", "b", "acks", "all", "linger.ms", "7")));
  }

  @Test
  void takesWhatAClientTakes() {
    KafkaSettings settings = KafkaSettings.of(Map.of(
        "linger.ms",
        7,
        "enable.metrics.push",
        false,
        "bootstrap.servers",
        List.of("one:1", "two:2"),
        "metric.reporters",
        List.of(String.class),
        "ssl.key.password",
        new Password("hidden-71")));

    assertThat(settings.values())
        .containsEntry("linger.ms", "7")
        .containsEntry("enable.metrics.push", "false")
        .containsEntry("bootstrap.servers", "one:1,two:2")
        .containsEntry("metric.reporters", "java.lang.String")
        .containsEntry("ssl.key.password", "hidden-71");
  }

  @Test
  void refusesASettingWithoutAValue() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("client.id", null);

    assertThatThrownBy(() -> KafkaSettings.of(settings))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'client.id' has no value");
  }

  @Test
  void doesNotChangeWithTheMapThatItCameFrom() {
    Map<String, String> source = new HashMap<>(Map.of("client.id", "a"));
    KafkaSettings settings = KafkaSettings.of(source);

    source.put("client.id", "b");
    settings.producer().put("client.id", "c");

    assertThat(settings.value("client.id")).contains("a");
    assertThat(settings.producer()).containsEntry("client.id", "a");
  }

  @Test
  void defaultsFillGapsOnly() {
    KafkaSettings settings = KafkaSettings.of(Map.of("linger.ms", "7"))
        .withDefaults(Map.of("linger.ms", "50", "compression.type", "lz4"));

    assertThat(settings)
        .isEqualTo(KafkaSettings.of(Map.of("linger.ms", "7", "compression.type", "lz4")));
  }

  /** Without what the producer is given where nothing is said. */
  private static Map<String, Object> chosen(Map<String, Object> producer) {
    Map<String, Object> chosen = new HashMap<>(producer);
    chosen.keySet().removeAll(RelayDefaults.OF_PRODUCER.keySet());
    return chosen;
  }

  @Test
  void eachClientGetsWhatItKnows() {
    KafkaSettings settings = KafkaSettings.of(Map.of(
        "bootstrap.servers", "one:1",
        "linger.ms", "7",
        "fetch.max.bytes", "1000",
        "default.api.timeout.ms", "1000",
        "no.such.setting", "x"));

    assertThat(chosen(settings.producer())).containsOnlyKeys("bootstrap.servers");
    assertThat(settings.producer()).containsEntry("linger.ms", "7");
    assertThat(settings.consumer())
        .containsOnlyKeys("bootstrap.servers", "fetch.max.bytes", "default.api.timeout.ms");
    assertThat(settings.admin()).containsOnlyKeys("bootstrap.servers", "default.api.timeout.ms");
  }

  @Test
  void noClientGetsWhatTheRelaySetsItself() {
    KafkaSettings settings = KafkaSettings.of(Map.of(
        "transactional.id", "mine", "isolation.level", "read_uncommitted", "group.id", "mine"));

    assertThat(settings.producer()).isEqualTo(RelayDefaults.OF_PRODUCER);
    assertThat(settings.consumer()).isEmpty();
    assertThat(settings.admin()).isEmpty();
  }

  @Test
  void everyClientGetsAllOfTheSecurity() {
    Map<String, String> security = Map.of(
        "security.protocol", "SASL_SSL",
        "sasl.mechanism", "SCRAM-SHA-512",
        "sasl.jaas.config", "x",
        "ssl.keystore.type", "PEM",
        "ssl.keystore.key", "x",
        "ssl.keystore.certificate.chain", "x",
        "ssl.truststore.certificates", "x",
        "ssl.truststore.location", "/x",
        "ssl.key.password", "x",
        "ssl.endpoint.identification.algorithm", "");
    KafkaSettings settings = KafkaSettings.of(security);

    for (Map<String, Object> client :
        List.of(chosen(settings.producer()), settings.consumer(), settings.admin())) {
      assertThat(client).containsOnlyKeys(security.keySet());
    }
  }

  @Test
  void foreignClassesGetTheirOwnSettings() {
    Map<String, String> reporter =
        Map.of("metric.reporters", "com.example.R", "com.example.r", "1");

    assertThat(chosen(KafkaSettings.of(reporter).producer())).containsOnlyKeys(reporter.keySet());
    assertThat(KafkaSettings.of(reporter).admin()).containsOnlyKeys(reporter.keySet());
  }

  @Test
  void anInterceptorGoesToTheClientThatItIsFor() {
    KafkaSettings settings = KafkaSettings.of(Map.of(
        "interceptor.classes",
        SomeProducerInterceptor.class.getName() + ", " + SomeConsumerInterceptor.class.getName()));

    assertThat(settings.producer())
        .containsEntry("interceptor.classes", SomeProducerInterceptor.class.getName());
    assertThat(settings.consumer())
        .containsEntry("interceptor.classes", SomeConsumerInterceptor.class.getName());
    assertThat(settings.admin()).doesNotContainKey("interceptor.classes");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  abstract static class SomeProducerInterceptor
      implements org.apache.kafka.clients.producer.ProducerInterceptor<byte[], byte[]> {}

  abstract static class SomeConsumerInterceptor
      implements org.apache.kafka.clients.consumer.ConsumerInterceptor<byte[], byte[]> {}
}
