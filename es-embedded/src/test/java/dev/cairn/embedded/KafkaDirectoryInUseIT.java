package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaDirectoryInUseIT {

  @TempDir
  Path parent;

  @Test
  void aSecondStartIsRefusedAtOnceAndTheFirstGoesOn() throws Exception {
    Path directory = parent.resolve("kafka");
    try (EmbeddedKafka first = EmbeddedKafka.at(directory);
        ChildJvm other = ChildJvm.run(ServerProgram.class, directory.toString(), "kafka")) {
      DirectoryInUseException refused = refusedAtOnce(directory);
      assertThat(refused.directory()).isEqualTo(directory);
      assertThat(refused.holder()).hasValue(ProcessHandle.current().pid());
      assertThat(other.line())
          .startsWith("refused DirectoryInUseException")
          .contains(directory.toString(), "process " + ProcessHandle.current().pid());

      // As for a broker that was not started by this module: the directory is free, the data are
      // not.
      Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
      Files.createSymbolicLink(elsewhere.resolve("data"), directory.resolve("data"));
      assertThat(refusedAtOnce(elsewhere).holder()).isEmpty();

      Records.createTopic(first.clientSettings(), "still-there");
    }
  }

  private static DirectoryInUseException refusedAtOnce(Path directory) {
    long begin = System.nanoTime();
    DirectoryInUseException refused = catchThrowableOfType(
        DirectoryInUseException.class, () -> EmbeddedKafka.at(directory).close());
    assertThat(refused).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    return refused;
  }
}
