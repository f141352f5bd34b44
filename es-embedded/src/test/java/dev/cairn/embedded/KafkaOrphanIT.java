package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No broker outlives the process that started it, however that ends. */
class KafkaOrphanIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir
  Path directory;

  @Test
  void aDirectoryOpensOnItsPortsWhileTheBrokerOfAKilledProcessIsStillStopping() throws Exception {
    PropertiesFile ports = new PropertiesFile(directory.resolve("server.properties"));
    try (ChildJvm child = ChildJvm.run(ServerProgram.class, directory.toString(), "kafka")) {
      ProcessHandle orphan = child.started().server();
      Map<String, String> before = ports.read();
      child.kill();
      try (EmbeddedKafka kafka = EmbeddedKafka.at(directory)) {
        assertThat(orphan.isAlive()).isFalse();
        assertThat(ports.read()).isEqualTo(before).containsValue(String.valueOf(kafka.port()));
      }
    }
  }

  @Test
  void aBrokerEndsWithAKilledProcessAndItsEphemeralDataAreDeleted() throws Exception {
    try (ChildJvm child = ChildJvm.run(ServerProgram.class, "ephemeral", "kafka")) {
      ChildJvm.Started started = child.started();
      assertThat(started.directory().resolve("data/meta.properties")).exists();
      child.kill();
      await()
          .atMost(SOON)
          .until(() -> !started.server().isAlive() && !Files.exists(started.directory()));
    }
  }
}
