package dev.cairn.cli;

import static dev.cairn.cli.OperatedLog.run;
import static dev.cairn.cli.OperatedLog.urlOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.LogSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready-made options, and what is said of a log that cannot be reached. */
final class ConnectionIT {

  private static final OperatedLog LOG = new OperatedLog();

  @AfterAll
  static void close() {
    LOG.close();
  }

  @Test
  void aDatabaseThatIsAwayIsSaidToBeSo() {
    run("log", "info", "--jdbc-url", "jdbc:postgresql://localhost:1/nowhere")
        .fails(ExitCode.UNAVAILABLE, "the database cannot be used: Connection to localhost:1");
  }

  @Test
  void aServerThatRefusesIsSaidToDoSo() {
    run("log", "info", "--jdbc-url", urlOf(LOG.database(), "nobody_here", "wrong"))
        .fails(ExitCode.UNAVAILABLE, "nobody_here");
    String missing = LOG.url().replace(LOG.database(), "no_such_database");
    run("log", "info", "--jdbc-url", missing).fails(ExitCode.UNAVAILABLE, "no_such_database");
  }

  @Test
  void aDatabaseWithoutALogIsSaidToHaveNone() {
    try (FreshDatabase empty = Servers.sharedPostgres().freshDatabase("cli")) {
      run("log", "info", "--jdbc-url", urlOf(empty.name(), empty.username(), empty.password()))
          .fails(ExitCode.UNAVAILABLE, "The log in schema 'cairn' is missing");
    }
    LOG.es("log", "info", "--schema", "other")
        .fails(ExitCode.UNAVAILABLE, "The log in schema 'other' is missing");
    LOG.es("log", "info", "--schema", "x; drop").fails(ExitCode.USAGE, "schema name");
  }

  @Test
  void anAddressThatMakesNoSenseIsNotRepeated() {
    for (String url : new String[] {"localhost", "jdbc:postgresql://ann:secret@host/db", ""}) {
      assertThat(run("log", "info", "--jdbc-url", url)
              .fails(ExitCode.USAGE, "--jdbc-url takes jdbc:postgresql://")
              .err())
          .doesNotContain("secret");
    }
  }

  @Test
  void theApplicationsRoleIsEnough(@TempDir Path directory) throws IOException {
    String role = "reader_" + LOG.database();
    LOG.execute("create role " + role + " login password 'it''s secret'");
    try {
      LogSchema.grantAppendAndRead(LOG.pool(), "cairn", role);
      Path password = Files.writeString(directory.resolve("password"), "it's secret\n");
      run(
              "log",
              "info",
              "--jdbc-url",
              LOG.plainUrl(),
              "--user",
              role,
              "--password-file",
              password.toString())
          .ok();
      run("log", "info", "--jdbc-url", LOG.plainUrl(), "--password-file", directory + "/x")
          .fails(ExitCode.USAGE, "the file of the password cannot be read");
    } finally {
      LOG.execute("drop owned by " + role);
      LOG.execute("drop role " + role);
    }
  }
}
