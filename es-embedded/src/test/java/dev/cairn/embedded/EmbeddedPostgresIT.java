package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

  @TempDir
  Path directory;

  @Test
  void keepsDataAndPortOverARestart() {
    int port;
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      port = server.port();
      Rows.execute(server.dataSource(), "create table t (x int)", "insert into t values (1)");
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      assertThat(Rows.read(server.dataSource(), "select x from t")).containsExactly("1");
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void keepsWhatWasCommittedBeforeACrash() {
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      String url = server.jdbcUrl();
      Rows.execute(server.dataSource(), "create table t (x int)");
      for (int round = 1; round <= 5; round++) {
        Rows.execute(server.dataSource(), "insert into t values (" + round + ")");
        server.kill();
        assertThat(server.isRunning()).isFalse();
        server.start();
      }
      assertThat(Rows.read(server.dataSource(), "select x from t order by x"))
          .containsExactly("1", "2", "3", "4", "5");
      assertThat(server.jdbcUrl()).isEqualTo(url);
    }
  }
}
