package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.embedded.DirectoryInUseException;
import dev.cairn.embedded.EmbeddedSchemaRegistry;
import dev.cairn.embedded.EmbeddedSchemaRegistryOptions;
import dev.cairn.embedded.InvalidServerOptionException;
import dev.cairn.embedded.PortInUseException;
import dev.cairn.embedded.ServerUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry that a test starts is real, durable, and gone with its process. */
class EmbeddedSchemaRegistryIT {

  private static final RegistrySchema SCHEMA = RegistrySchema.avro("\"string\"");

  @TempDir
  Path directory;

  private static SchemaRegistry client(EmbeddedSchemaRegistry registry) {
    return HttpSchemaRegistry.at(RegistrySettings.at(registry.url().toString()));
  }

  @Test
  void schemasIdsAndPortOutliveAKillAndAnotherProcess() {
    int id;
    int port;
    try (EmbeddedSchemaRegistry registry =
        EmbeddedSchemaRegistry.at(directory, OwnRegistry.PROGRAM)) {
      id = client(registry).register("s", SCHEMA);
      port = registry.port();
      assertThatThrownBy(() -> EmbeddedSchemaRegistry.at(directory, OwnRegistry.PROGRAM))
          .isInstanceOf(DirectoryInUseException.class);
      registry.kill();
      assertThat(registry.isRunning()).isFalse();
    }
    try (EmbeddedSchemaRegistry again = EmbeddedSchemaRegistry.at(directory, OwnRegistry.PROGRAM)) {
      assertThat(again.port()).isEqualTo(port);
      assertThat(client(again).schema(id)).isEqualTo(SCHEMA);
    }
  }

  @Test
  void itEndsWithAKilledProcessAndItsDataAreDeleted() throws Exception {
    Process holder = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-Duser.home=" + System.getProperty("user.home"),
            "-cp",
            System.getProperty("java.class.path"),
            RegistryHolder.class.getName(),
            OwnRegistry.PROGRAM.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader out = holder.inputReader(StandardCharsets.UTF_8)) {
      String[] started = out.readLine().split(" ", 2);
      ProcessHandle registry = ProcessHandle.of(Long.parseLong(started[0])).orElseThrow();
      assertThat(registry.info().command().orElse("")).endsWith("java");
      assertThat(Path.of(started[1])).exists();
      holder.destroyForcibly().waitFor();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !registry.isAlive() && !Files.exists(Path.of(started[1])));
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedSchemaRegistryOptions options =
          EmbeddedSchemaRegistryOptions.defaults().withPort(taken.getLocalPort());
      assertThatThrownBy(() -> EmbeddedSchemaRegistry.ephemeral(OwnRegistry.PROGRAM, options))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void whereThereIsNoProgramItSaysWhatBelongsThere() {
    assertThatThrownBy(() -> EmbeddedSchemaRegistry.ephemeral(directory))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContaining("apicurio-registry-app");
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    EmbeddedSchemaRegistryOptions defaults = EmbeddedSchemaRegistryOptions.defaults();

    assertThatThrownBy(() -> defaults.withPort(65_536))
        .isInstanceOf(InvalidServerOptionException.class);
    assertThatThrownBy(() -> defaults.withHeapMegabytes(1))
        .isInstanceOf(InvalidServerOptionException.class);
    assertThatThrownBy(() -> defaults.withStartTimeout(Duration.ZERO))
        .isInstanceOf(InvalidServerOptionException.class);
  }
}
