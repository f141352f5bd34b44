package dev.cairn.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final EmbeddedKafkaOptions DEFAULTS = EmbeddedKafkaOptions.defaults();

  @TempDir
  Path directory;

  @Test
  void losesNothingThatWasCommittedBeforeItWasKilled() {
    try (EmbeddedKafka kafka = EmbeddedKafka.at(directory)) {
      Map<String, Object> client = kafka.clientSettings();
      Records.createTopic(client, "t");
      for (int round = 1; round <= 3; round++) {
        Records.commit(client, "t", "committed " + round);
        try (KafkaProducer<String, String> producer = Records.transactionalProducer(client, "t")) {
          producer.beginTransaction();
          Records.send(producer, "t", "never committed");
          long killed = kafka.pid();
          kafka.kill();
          assertThat(kafka.isRunning()).isFalse();
          assertThat(ProcessHandle.of(killed)).isEmpty();
          kafka.start();
        }
        assertThat(kafka.clientSettings()).isEqualTo(client);
      }
      Records.commit(client, "t", "after all");
      assertThat(Records.committed(client, "t"))
          .containsExactly("committed 1", "committed 2", "committed 3", "after all");
    }
  }

  @Test
  void keepsDataAndPortWhenItIsStoppedAndWhenItIsOpenedAgain() {
    String servers;
    try (EmbeddedKafka kafka = EmbeddedKafka.at(directory)) {
      servers = kafka.bootstrapServers();
      Records.createTopic(kafka.clientSettings(), "t");
      Records.commit(kafka.clientSettings(), "t", "1");
      kafka.stop();
      assertThat(kafka.isRunning()).isFalse();
      assertThatThrownBy(kafka::pid).isInstanceOf(ServerUnavailableException.class);
      kafka.stop();
      kafka.start();
      kafka.start();
      ProcessHandle process = ProcessHandle.of(kafka.pid()).orElseThrow();
      process.destroyForcibly(); // not by us
      process.onExit().join();
      kafka.restart();
      assertThat(kafka.bootstrapServers()).isEqualTo(servers);
      assertThat(Records.committed(kafka.clientSettings(), "t")).containsExactly("1");
    }
    try (EmbeddedKafka again = EmbeddedKafka.at(directory)) {
      assertThat(again.bootstrapServers()).isEqualTo(servers);
      assertThat(Records.committed(again.clientSettings(), "t")).containsExactly("1");
      assertThat(again.logFile()).content().doesNotContain("ERROR", "Exception");
    }
  }

  @Test
  void takesOtherPortsWhenTheLastOnesAreTakenAndNobodyInsistsOnThem() throws Exception {
    EmbeddedKafka.at(directory).close();
    Map<String, String> last = ports();
    try (ServerSocket broker = listenOn(last.get("PLAINTEXT"));
        ServerSocket controller = listenOn(last.get("CONTROLLER"));
        EmbeddedKafka kafka = EmbeddedKafka.at(directory)) {
      assertThat(broker.getLocalPort()).isNotEqualTo(kafka.port());
      assertThat(ports().values()).doesNotContain(String.valueOf(controller.getLocalPort()));
      Records.createTopic(kafka.clientSettings(), "t");
    }
  }

  private Map<String, String> ports() throws IOException {
    return new PropertiesFile(directory.resolve("server.properties")).read();
  }

  private static ServerSocket listenOn(@Nullable String port) throws IOException {
    return new ServerSocket(
        Integer.parseInt(requireNonNull(port)), 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void refusesAPortThatIsTakenBeforeAnythingIsStarted() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedKafkaOptions options = DEFAULTS.withPort(other.getLocalPort());
      assertThatThrownBy(() -> EmbeddedKafka.at(directory, options).close())
          .isInstanceOfSatisfying(
              PortInUseException.class, e -> assertThat(e.port()).isEqualTo(other.getLocalPort()));
      assertThat(directory.resolve("data")).doesNotExist();
    }
  }

  @Test
  void saysWhatTheBrokerSaidWhenItDoesNotStart() {
    EmbeddedKafkaOptions wrong = DEFAULTS.withSetting("num.network.threads", "plenty");
    assertThatThrownBy(() -> EmbeddedKafka.at(directory, wrong).close())
        .isInstanceOf(ServerStartException.class)
        .hasMessageContainingAll(directory.toString(), "num.network.threads", "plenty")
        .extracting(e -> ((ServerStartException) e).logTail(), InstanceOfAssertFactories.STRING)
        .contains("ConfigException");
  }

  @Test
  void leavesNothingRunningWhenItIsNotReadyInTime() {
    EmbeddedKafkaOptions impatient = DEFAULTS.withStartTimeout(Duration.ofMillis(300));
    assertThatThrownBy(() -> EmbeddedKafka.at(directory, impatient).close())
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("not ready after PT0.3S");
    assertThat(ProcessFile.ofKafka(new ServerDirectory(directory)).isThere()).isFalse();
  }

  @Test
  void doesNotTouchDataThatSomethingElseMade() throws Exception {
    Path file =
        Files.writeString(Files.createDirectory(directory.resolve("data")).resolve("mine"), "x");
    assertThatThrownBy(() -> EmbeddedKafka.at(directory).close())
        .isInstanceOf(ServerFileException.class)
        .hasMessageContaining("meta.properties");
    assertThat(file).hasContent("x");
  }
}
