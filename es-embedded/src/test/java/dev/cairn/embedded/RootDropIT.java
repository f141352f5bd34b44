package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RootDropIT {

  @TempDir
  Path parent;

  @ParameterizedTest
  @EnumSource(names = {"NAMESPACE", "NOBODY"})
  void bothWaysRunAServerBelowADirectoryThatOnlyRootMayEnter(RootDrop way) throws Exception {
    assumeTrue(RootDrop.choose() != RootDrop.NONE, "this process is not root");
    assumeTrue(way.works(), "this machine forbids it");
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
    Path directory = parent.resolve("server");
    EmbeddedPostgresOptions options = EmbeddedPostgresOptions.defaults();
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory, options, () -> way)) {
      Rows.execute(server.dataSource(), "create table t (x int)", "insert into t values (1)");
      server.kill();
      server.start();
    }
    // The way is remembered: the other one could not open the data.
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      assertThat(Rows.read(server.dataSource(), "select x from t")).containsExactly("1");
      Path copy = parent.resolve("standby");
      try (EmbeddedPostgres standby = EmbeddedPostgres.standbyOf(server, copy, "other")) {
        assertThat(Rows.read(standby.dataSource(), "select x from t")).containsExactly("1");
      }
    }
  }

  @Test
  void dataOfAnotherKindOfUserAreRefused() {
    boolean root = RootDrop.choose() != RootDrop.NONE;
    RootDrop other = root ? RootDrop.NONE : RootDrop.NOBODY;
    assertThatThrownBy(() -> other.requireFor(parent))
        .isInstanceOf(RootUserException.class)
        .hasMessageContaining(parent.toString());
  }
}
