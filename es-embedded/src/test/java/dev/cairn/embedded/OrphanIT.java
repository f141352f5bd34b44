package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No server outlives the process that started it, however that ends. */
class OrphanIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir
  Path parent;

  private Path directory = Path.of("");

  @BeforeEach
  void prepare() {
    directory = Prepared.serverIn(parent);
  }

  @Test
  void aServerEndsWithItsKilledProcessAndItsDirectoryOpensAgain() throws Exception {
    try (EmbeddedPostgres before = EmbeddedPostgres.at(directory)) {
      Rows.execute(before.dataSource(), "create table t (x int)", "insert into t values (7)");
    }
    try (ChildJvm child = ChildJvm.run(ServerProgram.class, directory.toString())) {
      ProcessHandle server = child.started().server();
      child.kill();
      await().atMost(SOON).until(() -> !server.isAlive());
    }
    assertOpensWithItsRow();
  }

  @Test
  void aDirectoryOpensWhileTheServerOfAKilledProcessIsStillStopping() throws Exception {
    try (EmbeddedPostgres before = EmbeddedPostgres.at(directory)) {
      Rows.execute(before.dataSource(), "create table t (x int)", "insert into t values (7)");
    }
    try (ChildJvm child = ChildJvm.run(ServerProgram.class, directory.toString())) {
      ProcessHandle server = child.started().server();
      child.kill();
      assertOpensWithItsRow();
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void aServerEndsWithItsProcessEvenIfItsShellWasKilledFirst() throws Exception {
    try (ChildJvm child = ChildJvm.run(ServerProgram.class, directory.toString())) {
      ProcessHandle server = child.started().server();
      server.parent().orElseThrow().destroyForcibly();
      await().atMost(SOON).until(() -> isNotChildOf(server, child));
      assertThat(server.isAlive()).isTrue();
      child.kill();
      await().atMost(SOON).until(() -> !server.isAlive());
    }
  }

  @Test
  void aServerEndsWithAProcessThatIsAskedToEnd() throws Exception {
    try (ChildJvm child = ChildJvm.run(ServerProgram.class, directory.toString())) {
      ProcessHandle server = child.started().server();
      child.terminate();
      await().atMost(SOON).until(() -> !server.isAlive());
    }
    assertThat(directory.resolve("server.log"))
        .content()
        .contains("received fast shutdown request", "database system is shut down");
  }

  @Test
  void theDataOfAnEphemeralServerAreDeletedWhenItsProcessIsKilled() throws Exception {
    try (ChildJvm child = ChildJvm.run(ServerProgram.class, "ephemeral")) {
      Path data = child.started().directory();
      assertThat(data.resolve("data/PG_VERSION")).exists();
      child.kill();
      await().atMost(SOON).until(() -> !Files.exists(data));
    }
  }

  private static boolean isNotChildOf(ProcessHandle server, ChildJvm child) {
    List<Long> shells = child.handle().children().map(ProcessHandle::pid).toList();
    return server.parent().map(parent -> !shells.contains(parent.pid())).orElse(true);
  }

  private void assertOpensWithItsRow() {
    try (EmbeddedPostgres again = EmbeddedPostgres.at(directory)) {
      assertThat(Rows.read(again.dataSource(), "select x from t")).containsExactly("7");
    }
  }
}
