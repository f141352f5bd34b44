package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

  @Test
  void whenNoWayWorksTheErrorSaysWhatToDo() throws Exception {
    assumeTrue(RootDrop.choose() != RootDrop.NONE, "this process is not root");
    for (String program : List.of("unshare", "setpriv")) {
      Path refusing = Files.writeString(parent.resolve(program), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(refusing, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    ProcessBuilder builder = new ProcessBuilder();
    builder.environment().merge("PATH", parent + ":", (path, first) -> first + path);
    String classPath = System.getProperty("java.class.path");
    Path directory = parent.resolve("server");
    try (ChildJvm child =
        ChildJvm.run(builder, classPath, ServerProgram.class, List.of(), directory.toString())) {
      assertThat(child.line())
          .startsWith("refused RootUserException")
          .contains("unshare -U", "setpriv", "Run as an ordinary user");
    }
  }
}
