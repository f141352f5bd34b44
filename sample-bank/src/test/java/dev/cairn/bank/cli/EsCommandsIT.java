package dev.cairn.bank.cli;

import static dev.cairn.bank.CommandLineRun.bank;
import static dev.cairn.bank.CommandLineRun.bankOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bank es} on the bank's own servers, and on a database elsewhere. */
final class EsCommandsIT {

  @TempDir
  private static Path directory = Path.of("");

  @BeforeAll
  static void importAndPublish() {
    CommandLineRun run = bank("import", "--relay", "--data", directory.toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private static CommandLineRun es(String... args) {
    List<String> all = new ArrayList<>(List.of("es"));
    all.addAll(List.of(args));
    all.addAll(List.of("--data", directory.toString()));
    CommandLineRun run = bank(all.toArray(String[]::new));
    assertThat(run.exitCode()).as("%s: %s%s", all, run.out(), run.err()).isZero();
    return run;
  }

  @Test
  void showTheBanksLog() {
    JsonNode account = es("streams", "show", "account:900001", "--json").json();
    assertThat(account.get("events").get(0).get("type").asText()).isEqualTo("account-opened");
    String first = account.get("events").get(0).get("id").asText();
    assertThat(es("events", "show", first).out()).contains("account:900001, version 1");
    JsonNode trace = es("events", "trace", first, "--json").json();
    assertThat(trace.get("events")).hasSize(1);
    assertThat(es("streams", "tail", "--after", "439", "-n", "1", "--json")
            .json()
            .get("position")
            .asLong())
        .isEqualTo(440);
  }

  @Test
  void findNothingWrongWithIt() {
    assertThat(es("log", "info", "--json").json().get("events").asLong()).isEqualTo(440);
    assertThat(es("log", "verify").out()).contains("nothing is wrong");
    assertThat(es("doctor").out()).endsWith("Nothing is bad.\n");
    assertThat(es("outbox", "status").out()).contains("position 440 of 440");
    assertThat(es("outbox", "parked").out()).isEqualTo("Nothing is parked.\n");
    JsonNode reconciled = es("outbox", "reconcile", "--json").json();
    assertThat(reconciled.get("published").asLong()).isEqualTo(440);
    assertThat(es("outbox", "reset", "--to-recorded", "--dry-run").out()).contains("to 440");
  }

  @Test
  void workOnADatabaseElsewhere() {
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank")) {
      assertThat(bankOn(database, "import").exitCode()).isZero();
      CommandLineRun run = bankOn(database, "es", "log", "info", "--json");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.json().get("streams").asLong()).isEqualTo(40);
      CommandLineRun reconcile = bankOn(database, "es", "outbox", "reconcile");
      assertThat(reconcile.exitCode()).isEqualTo(2);
      assertThat(reconcile.err()).contains("say where Kafka is");
    }
  }

  @Test
  void sayMistakesInOneLine(@TempDir Path empty) {
    assertMistake(1, "there is no bank in", "log", "info", "--data", empty.toString());
    assertMistake(
        3,
        "the database cannot be used: Connection to localhost:1 refused",
        "doctor",
        "--jdbc-url",
        "jdbc:postgresql://localhost:1/x");
    assertMistake(2, "it reads category:key", "streams", "show", "x");
    assertMistake(2, "Missing required subcommand", "streams");
  }

  private static void assertMistake(int exitCode, String message, String... args) {
    List<String> all = new ArrayList<>(List.of("es"));
    all.addAll(List.of(args));
    CommandLineRun.assertMistake(bank(all.toArray(String[]::new)), exitCode, message);
  }
}
