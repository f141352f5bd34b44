package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

class KafkaServersIT {

  private static final EmbeddedKafka RUNNING = SecuredKafka.RUNNING;

  @TempDir
  Path directory;

  @Test
  void startsAnEmbeddedBrokerUnlessAnotherIsChosenAndSharesItUnlessAskedForOne() {
    KafkaServer shared = Servers.sharedKafka();
    shared.close();
    Records.createTopic(Servers.sharedKafka().clientSettings(), "shared");
    assertThat(Servers.sharedKafka()).isSameAs(shared);
    assertThat(shared.embedded()).isEmpty();
    try (KafkaServer own = Servers.kafka(new Properties(), Map.of())) {
      assertThat(own.embedded()).containsSame((EmbeddedKafka) own);
      assertThat(own.bootstrapServers()).isNotEqualTo(shared.bootstrapServers());
    }
  }

  @Test
  void usesABrokerThatRunsAlready() {
    Properties properties = new Properties();
    properties.setProperty("cairn.kafka.bootstrap", RUNNING.bootstrapServers());
    assertUsesTheRunningBroker(Servers.kafka(properties, Map.of()), "by-property");
  }

  @Test
  void readsTheEnvironmentToo() {
    Map<String, String> environment = Map.of("CAIRN_KAFKA_BOOTSTRAP", RUNNING.bootstrapServers());
    assertUsesTheRunningBroker(Servers.kafka(new Properties(), environment), "by-variable");
  }

  @Test
  void readsTheSettingsOfClientsFromAFile() {
    assertUsesTheRunningBroker(securedByFile(SecuredKafka.PASSWORD), "by-file");
    assertThatThrownBy(() -> securedByFile("guess"))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContainingAll(RUNNING.bootstrapServers(SecuredKafka.SASL_TLS), "uthentication")
        .hasMessageNotContaining("guess");
  }

  private KafkaServer securedByFile(String password) {
    Map<String, String> client = new TreeMap<>();
    SecuredKafka.client(SecuredKafka.SASL_TLS, password)
        .forEach((name, value) -> client.put(name, value.toString()));
    Path file = directory.resolve("client.properties");
    new PropertiesFile(file).write(client, "");
    return Servers.kafka(new Properties(), Map.of("CAIRN_KAFKA_PROPERTIES", file.toString()));
  }

  private static void assertUsesTheRunningBroker(KafkaServer server, String topic) {
    assertThat(server.embedded()).isEmpty();
    try (server) {
      Records.createTopic(server.clientSettings(), topic);
      Records.commit(server.clientSettings(), topic, "x");
      assertThat(Records.committed(RUNNING.clientSettings(), topic)).containsExactly("x");
    }
    assertThat(RUNNING.isRunning()).isTrue();
  }

  @Test
  void saysThatABrokerDoesNotAnswer() {
    String nobody = "127.0.0.1:" + FreePort.choose();
    assertThatThrownBy(() -> ExternalKafka.connect(nobody, "", Duration.ofSeconds(1)))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContainingAll(nobody, "does not answer");
  }

  @Test
  void saysThatThereIsNoDocker() {
    assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "Docker is here");
    assertThatThrownBy(
            () -> Servers.kafka(new Properties(), Map.of("CAIRN_KAFKA", "testcontainers")))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContaining("Docker");
  }

  @Test
  void needsItsLibrariesOnlyWhenTheyAreAskedFor() throws Exception {
    String noContainers = ChildJvm.classPathWithout("testcontainers", "docker-java");
    String noBroker = ChildJvm.classPathWithout("kafka_2.13");
    String noKafka = ChildJvm.classPathWithout("kafka");
    List<String> containers = List.of("-Dcairn.kafka=testcontainers");
    try (ChildJvm embedded = ChildJvm.run(noContainers, ChosenServer.class, List.of(), "kafka");
        ChildJvm container = ChildJvm.run(noContainers, ChosenServer.class, containers, "kafka");
        ChildJvm brokerless = ChildJvm.run(noBroker, ChosenServer.class, List.of(), "kafka");
        ChildJvm postgres = ChildJvm.run(noKafka, ChosenServer.class, List.of())) {
      assertThat(embedded.line()).isEqualTo("EmbeddedKafka");
      assertThat(container.line())
          .startsWith("ServerUnavailableException")
          .contains("org.testcontainers:testcontainers-kafka");
      assertThat(brokerless.line())
          .startsWith("ServerUnavailableException")
          .contains("org.apache.kafka:kafka_2.13");
      assertThat(postgres.line()).isEqualTo("EmbeddedPostgres");
    }
  }
}
