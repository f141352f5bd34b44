package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.assertj.core.api.InstanceOfAssertFactories;
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
      commitAndKill(kafka, "before a kill", kafka::kill);
      commitAndKill(kafka, "before another", () -> killedBySomebodyElse(kafka.pid()));
      assertThat(kafka.clientSettings()).isEqualTo(client);
      Records.commit(client, "t", "after all");
      assertThat(Records.committed(client, "t"))
          .containsExactly("before a kill", "before another", "after all");
    }
  }

  private static void commitAndKill(EmbeddedKafka kafka, String value, Runnable kill) {
    Map<String, Object> client = kafka.clientSettings();
    Records.commit(client, "t", value);
    try (KafkaProducer<String, String> producer = Records.transactionalProducer(client, "t")) {
      producer.beginTransaction();
      Records.send(producer, "t", "never committed");
      long killed = kafka.pid();
      kill.run();
      assertThat(ProcessHandle.of(killed)).isEmpty();
      assertThat(kafka.isRunning()).isFalse();
      kafka.start();
    }
  }

  private static void killedBySomebodyElse(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  @Test
  void keepsDataAndPortWhenItIsStoppedAndWhenItIsOpenedAgain() {
    // Whatever keeps the machine busy, no session ends by itself and is an error in the log.
    EmbeddedKafkaOptions options = DEFAULTS.withSetting("broker.session.timeout.ms", "60000");
    String servers;
    try (EmbeddedKafka kafka = EmbeddedKafka.at(directory, options)) {
      servers = kafka.bootstrapServers();
      Records.createTopic(kafka.clientSettings(), "t");
      Records.commit(kafka.clientSettings(), "t", "1");
      kafka.restart();
      kafka.start();
      assertThat(kafka.bootstrapServers()).isEqualTo(servers);
      assertThat(Records.committed(kafka.clientSettings(), "t")).containsExactly("1");
      kafka.stop();
      kafka.stop();
      assertThat(kafka.isRunning()).isFalse();
      assertThatThrownBy(kafka::pid).isInstanceOf(ServerUnavailableException.class);
      assertThat(directory.resolve("data/.kafka_cleanshutdown")).exists();
    }
    try (EmbeddedKafka again = EmbeddedKafka.at(directory, options)) {
      assertThat(again.bootstrapServers()).isEqualTo(servers);
      assertThat(Records.committed(again.clientSettings(), "t")).containsExactly("1");
      assertThat(again.logFile()).content().doesNotContain("ERROR", "Exception");
    }
  }

  @Test
  void takesOtherPortsWhenTheLastOnesAreTakenAndNobodyInsistsOnThem() throws Exception {
    BrokerData data = new BrokerData(new ServerDirectory(directory));
    data.make();
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int free = FreePort.choose();
      data.remember(new Ports(Map.of(
          "PLAINTEXT", one.getLocalPort(), "CONTROLLER", two.getLocalPort(), "EXTRA", free)));
      try (EmbeddedKafka kafka =
          EmbeddedKafka.at(directory, DEFAULTS.withListener("EXTRA", SecurityProtocol.PLAINTEXT))) {
        assertThat(data.lastPorts().numbers().values())
            .doesNotContain(one.getLocalPort(), two.getLocalPort())
            .contains(kafka.port(), free);
        Records.createTopic(kafka.clientSettings("EXTRA"), "t");
      }
    }
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
    assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
  }
}
