package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EphemeralIT {

  @TempDir
  Path parent;

  @Test
  void keepsItsDataOverAKillAndDeletesThemWhenClosed() {
    EmbeddedPostgres server = EmbeddedPostgres.ephemeral();
    Path directory = server.directory();
    try (server) {
      Rows.execute(server.dataSource(), "create table t (x int)", "insert into t values (1)");
      server.kill();
      server.start();
      assertThat(Rows.read(server.dataSource(), "select x from t")).containsExactly("1");
      server.kill();
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void deletesWhatDeadProcessesHaveLeftAndNothingElse() throws Exception {
    Path dead = Files.createDirectories(parent.resolve("server-1/data"));
    Files.writeString(dead.resolve("postmaster.pid"), "999999999\n");
    EphemeralDirectory living = EphemeralDirectory.makeIn(parent);
    assertThat(dead.getParent()).doesNotExist();
    EphemeralDirectory next = EphemeralDirectory.makeIn(parent);
    assertThat(living.files().root()).isDirectory();
    living.lock().close();
    next.lock().close();
  }

  @Test
  void doesNotMindThatAnotherProcessDeletesItsOwnDirectoryMeanwhile() {
    assertThatCode(() -> EphemeralDirectory.clean(parent.resolve("server-gone")))
        .doesNotThrowAnyException();
  }

  @Test
  void staysClosedOnceItIsClosed() {
    EmbeddedPostgres server = EmbeddedPostgres.ephemeral();
    server.close();
    server.close();
    assertThatThrownBy(server::start)
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContaining(server.directory().toString());
  }
}
