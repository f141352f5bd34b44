package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryInUseIT {

  @TempDir
  Path parent;

  private Path directory = Path.of("");

  @BeforeEach
  void prepare() {
    directory = Prepared.serverIn(parent);
  }

  @Test
  void aSecondStartInThisProcessIsRefusedAtOnceAndTheFirstGoesOn() {
    try (EmbeddedPostgres first = EmbeddedPostgres.at(directory)) {
      DirectoryInUseException refused = assertRefusedAtOnce();
      assertThat(refused.directory()).isEqualTo(directory);
      assertThat(refused.holder()).hasValue(ProcessHandle.current().pid());
      assertThat(refused).hasMessageContainingAll(directory.toString(), "process");
      // The failed attempt must not have given the lock away.
      assertRefusedAtOnce();
      assertThat(Rows.read(first.dataSource(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void aSecondStartInAnotherProcessIsRefusedWithTheHolder() throws IOException {
    try (EmbeddedPostgres first = EmbeddedPostgres.at(directory);
        ChildJvm second = ChildJvm.run(ServerProgram.class, directory.toString())) {
      assertThat(second.line())
          .startsWith("refused DirectoryInUseException")
          .contains(directory.toString(), "process " + ProcessHandle.current().pid());
      assertThat(Rows.read(first.dataSource(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void aServerThatSomebodyElseStartedOnTheDataIsNotDisturbed() throws Exception {
    Process other = startByHand(new ServerDirectory(directory.toRealPath()));
    try {
      ProcessFile running = ProcessFile.ofPostgres(new ServerDirectory(directory));
      await().atMost(Duration.ofMinutes(2)).until(() -> running.isReady(other.pid()));
      assertThat(assertRefusedAtOnce().holder()).hasValue(other.pid());
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
      other.waitFor();
    }
    EmbeddedPostgres.at(directory).close();
  }

  @Test
  void aProcessIdThatNowBelongsToAnotherProgramStopsNoStart() throws IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      Path file = directory.resolve("data/postmaster.pid");
      String left = Files.readString(file)
          .replaceFirst("[0-9]+", "" + ProcessHandle.current().pid());
      server.stop();
      Files.writeString(file, left);
    }
    EmbeddedPostgres.at(directory).close();
  }

  private DirectoryInUseException assertRefusedAtOnce() {
    long begin = System.nanoTime();
    DirectoryInUseException refused = catchThrowableOfType(
        DirectoryInUseException.class, () -> EmbeddedPostgres.at(directory).close());
    assertThat(refused).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    return refused;
  }

  /** Not under a shell of ours. */
  private static Process startByHand(ServerDirectory files) throws IOException {
    List<String> command = List.of(
        PostgresBinaries.forThisMachine(RootDrop.choose()).program("postgres").toString(),
        "-D",
        files.data().toString(),
        "-c",
        "port=" + FreePort.choose(),
        "-c",
        "unix_socket_directories=");
    Path log = Files.createTempFile(files.root(), "by-hand", ".log");
    ProcessBuilder builder = new ProcessBuilder(RootDrop.choose().command(command))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    Postmaster.clean(builder.environment());
    return builder.start();
  }
}
