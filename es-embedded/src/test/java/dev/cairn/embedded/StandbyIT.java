package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir
  Path directory;

  @Test
  void followsItsPrimarySynchronouslyAndCatchesUpAfterAKill() {
    try (EmbeddedPostgres primary = EmbeddedPostgres.ephemeral()) {
      Rows.execute(primary.dataSource(), "create table t (x int)", "insert into t values (1)");
      try (EmbeddedPostgres standby =
          EmbeddedPostgres.standbyOf(primary, directory, "standby_one")) {
        beginSynchronousReplication(primary);

        Rows.execute(primary.dataSource(), "insert into t values (2)");
        assertThat(rowsOf(standby)).containsExactly("1", "2");
        assertThatThrownBy(() -> Rows.execute(standby.dataSource(), "insert into t values (3)"))
            .hasMessageContaining("read-only transaction");

        standby.kill();
        Rows.execute(
            primary.dataSource(),
            "set synchronous_commit = local; insert into t values (3); select pg_switch_wal()");
        standby.start();
        await().atMost(SOON).until(() -> rowsOf(standby).size() == 3);
        assertThatThrownBy(() -> EmbeddedPostgres.standbyOf(primary, directory, "standby_two"))
            .isInstanceOf(DirectoryInUseException.class);
      }
      assertThatThrownBy(() -> EmbeddedPostgres.standbyOf(primary, directory, "standby_two"))
          .isInstanceOf(InvalidServerOptionException.class);
      try (EmbeddedPostgres standby = EmbeddedPostgres.at(directory)) {
        Rows.execute(primary.dataSource(), "insert into t values (4)");
        assertThat(rowsOf(standby)).containsExactly("1", "2", "3", "4");
      }
    }
  }

  /** A commit then returns when the standby shows it. */
  private static void beginSynchronousReplication(EmbeddedPostgres primary) {
    Rows.execute(
        primary.dataSource(),
        "alter system set synchronous_standby_names = 'standby_one'",
        "alter database postgres set synchronous_commit = remote_apply",
        "select pg_reload_conf()");
    await()
        .atMost(SOON)
        .until(() -> Rows.read(primary.dataSource(), "select sync_state from pg_stat_replication")
            .equals(List.of("sync")));
  }

  private static List<String> rowsOf(EmbeddedPostgres server) {
    return Rows.read(server.dataSource(), "select x from t order by x");
  }
}
