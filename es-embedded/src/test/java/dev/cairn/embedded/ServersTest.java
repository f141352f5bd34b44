package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ServersTest {

  @Test
  void anUnknownKindOfServerIsRefused() {
    assertThatThrownBy(() -> Servers.postgres(new Properties(), Map.of("CAIRN_POSTGRES", "docker")))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContainingAll("docker", "embedded", "external", "testcontainers");
  }

  @Test
  void anExternalServerNeedsAUrl() {
    assertThatThrownBy(
            () -> Servers.postgres(new Properties(), Map.of("CAIRN_POSTGRES", "external")))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContaining("cairn.postgres.url");
  }

  @Test
  void aPropertyWinsOverTheEnvironment() {
    Properties properties = new Properties();
    properties.setProperty("cairn.postgres", "from-property");
    assertThatThrownBy(
            () -> Servers.postgres(properties, Map.of("CAIRN_POSTGRES", "from-variable")))
        .hasMessageContaining("from-property");
  }

  @Test
  void anUnknownKindOfKafkaIsRefused() {
    assertThatThrownBy(() -> Servers.kafka(new Properties(), Map.of("CAIRN_KAFKA", "zookeeper")))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContainingAll("cairn.kafka", "zookeeper", "embedded", "testcontainers");
  }

  @Test
  void anExternalKafkaNeedsBootstrapServers() {
    assertThatThrownBy(() -> Servers.kafka(new Properties(), Map.of("CAIRN_KAFKA", "external")))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContainingAll("cairn.kafka.bootstrap", "cairn.kafka.properties");
  }

  @Test
  void whetherAnEmbeddedKafkaStartsFastIsTrueOrFalse() {
    assertThatThrownBy(
            () -> Servers.kafka(new Properties(), Map.of("CAIRN_KAFKA_FAST_START", "no")))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContainingAll("cairn.kafka.fast.start", "'no'", "true or false");
  }

  @Test
  void aFileWithTheSettingsOfClientsMustBeThere() {
    assertThatThrownBy(
            () -> Servers.kafka(new Properties(), Map.of("CAIRN_KAFKA_PROPERTIES", "not-there")))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContaining("not-there");
  }
}
