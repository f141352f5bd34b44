package dev.cairn.bank.importing.command;

import static dev.cairn.bank.CommandLineRun.bank;
import static dev.cairn.bank.CommandLineRun.bankOn;
import static dev.cairn.bank.CommandLineRun.urlOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.BankCli;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.bank.importing.SyntheticTransactions;
import dev.cairn.embedded.EmbeddedPostgres;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import in a process of its own that comes to an early end, and the one after it. */
final class InterruptionIT {

  private static final int ROWS = 6_000;
  private static final int ACCOUNTS = 200;

  private static final String OTHER_CONNECTIONS = "select count(*) from pg_stat_activity"
      + " where datname = current_database() and pid <> pg_backend_pid()";

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");

  @TempDir
  private Path directory = Path.of("");

  @BeforeEach
  void writeALongFile() throws IOException {
    Files.writeString(
        directory.resolve("long.asc"),
        SyntheticTransactions.file(ACCOUNTS, ROWS, 42),
        StandardCharsets.ISO_8859_1);
  }

  @AfterEach
  void dropTheDatabase() {
    database.close();
  }

  @Test
  void isCompletedByTheNextImportAfterAKill() throws Exception {
    Process bank = startImport("--jdbc-url", urlOf(database));
    awaitEvents(1_000);
    bank.destroyForcibly();
    assertThat(bank.waitFor(30, TimeUnit.SECONDS)).isTrue();
    // What it had under way may still be committed until the server has noticed.
    await().atMost(Duration.ofMinutes(2)).until(() -> number(OTHER_CONNECTIONS) == 0);
    long played = events();
    assertThat(played).isBetween(1_000L, (long) ROWS);

    JsonNode summary = bankOn(database, "import", "--json", file()).json();
    assertComplete(summary);
    assertThat(summary.get("appended").asLong()).isEqualTo(ROWS + ACCOUNTS - played);
  }

  @Test
  void saysWhatWasDoneWhenItIsToldToStop() throws Exception {
    Process bank = startImport("--jdbc-url", urlOf(database));
    awaitEvents(1_000);
    bank.destroy();
    assertThat(bank.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(bank.exitValue()).isEqualTo(143);
    JsonNode stopped = CommandLineRun.lastJson(output());
    assertThat(stopped.get("mismatches").isNull()).isTrue();
    assertThat(stopped.get("readModelMismatches").isNull()).isTrue();
    assertThat(stopped.get("appended").asLong()).isEqualTo(events());

    JsonNode summary = bankOn(database, "import", "--json", file()).json();
    assertComplete(summary);
    assertThat(summary.get("skipped").asLong()).isEqualTo(stopped.get("rows").asLong());
  }

  @Test
  void leavesADirectoryThatTheNextOneCanUse() throws Exception {
    String data = directory.resolve("data").toString();
    Process bank = startImport("--data", data);
    await().atMost(Duration.ofMinutes(2)).until(() -> errors().contains(" rows/s"));
    bank.destroyForcibly();
    assertThat(bank.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertComplete(bank("import", "--json", "--data", data, file()).json());
  }

  @Test
  void saysInOneLineThatAnotherProcessHasTheDirectory() {
    Path data = directory.resolve("data");
    try (EmbeddedPostgres other = EmbeddedPostgres.at(data.resolve("postgres"))) {
      CommandLineRun run = bank("import", "--data", data.toString());
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines()).singleElement().asString().contains("is in use by process");
      assertThat(other.isRunning()).isTrue();
    }
  }

  private static void assertComplete(JsonNode summary) {
    assertThat(summary.get("events").asLong()).isEqualTo(ROWS + ACCOUNTS);
    assertThat(summary.get("mismatches").asLong()).isZero();
    assertThat(summary.get("readModelMismatches").asLong()).isZero();
    assertThat(summary.get("rejected").asLong()).isZero();
  }

  private String file() {
    return directory.resolve("long.asc").toString();
  }

  private Process startImport(String... where) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        BankCli.class.getName(),
        "import",
        "--json",
        file()));
    command.addAll(List.of(where));
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("out"));
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve("err"));
  }

  private void awaitEvents(long count) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> events() >= count);
  }

  private long events() throws SQLException {
    return number("select count(*) from cairn.events");
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
