package dev.cairn.bank.importing.command;

import static dev.cairn.bank.CommandLineRun.bank;
import static dev.cairn.bank.CommandLineRun.bankOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.bank.importing.SyntheticTransactions;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bank import} on a real PostgreSQL. */
final class ImportIT {

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");

  @TempDir
  private Path directory = Path.of("");

  @AfterEach
  void dropTheDatabase() {
    database.close();
  }

  private String file(String content) throws IOException {
    return Files.writeString(
            directory.resolve("transactions.asc"), content, StandardCharsets.ISO_8859_1)
        .toString();
  }

  @Test
  void playsTheBundledFileOnceHoweverOftenItIsImported() {
    CommandLineRun first = bankOn(database, "import", "--json");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out().lines()).hasSize(1);
    JsonNode summary = first.json();
    assertThat(summary.get("rows").asLong()).isEqualTo(400);
    assertThat(summary.get("accounts").asLong()).isEqualTo(40);
    assertThat(summary.get("events").asLong()).isEqualTo(440);
    assertThat(summary.get("appended").asLong()).isEqualTo(440);
    assertThat(summary.get("skipped").asLong()).isZero();
    assertThat(summary.get("rejected").asLong()).isZero();
    assertThat(summary.get("mismatches").asLong()).isZero();
    assertThat(summary.get("seconds").asDouble()).isPositive();
    assertThat(summary.get("readModelMismatches").asLong()).isZero();
    assertThat(summary.get("readModelParked").asLong()).isZero();
    assertThat(summary.get("readModelSeconds").asDouble()).isNotNegative();

    JsonNode second = bankOn(database, "import", "--json").json();
    assertThat(second.get("appended").asLong()).isZero();
    assertThat(second.get("skipped").asLong()).isEqualTo(400);
    assertThat(second.get("events").asLong()).isEqualTo(440);
    assertThat(second.get("balanceTotal")).isEqualTo(summary.get("balanceTotal"));
  }

  @Test
  void tellsPeopleWhatCameOfIt() {
    CommandLineRun run = bankOn(database, "import");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("400 rows of the bundled file in ")
        .containsPattern("mismatches +0 +between the log and the file")
        .containsPattern("read models +[0-9.]+ s +after the last event")
        .containsPattern("mismatches +0 +between the read model of balances and the file");
    assertThat(run.err()).containsPattern("400 rows, [0-9,]+ rows/s, 100 %, 0 s left");
  }

  @Test
  void reportsMalformedRowsAndPlaysTheOthers() throws IOException {
    String rows = SyntheticTransactions.file(5, 50, 11)
        + "not a row\n"
        + "1;2;3;4;5;6;7;8;9;'; drop schema cairn cascade; --\n"
        + "x".repeat(100_000) + "\n"
        + "9000000;900001;950101;\"PRIJEM\";\"VKLAD\";1.00;1.00;\"\";;\n";
    CommandLineRun run = bankOn(database, "import", "--json", file(rows));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("line 52: has 1 column(s) instead of 10")
        .contains("line 53: ")
        .contains("line 54: is longer than 1000 characters")
        .contains("line 55: transaction 9000000 is on an earlier line");
    assertThat(run.json().get("rejected").asLong()).isEqualTo(3);
    assertThat(run.json().get("skipped").asLong()).isEqualTo(1);
    assertThat(run.json().get("appended").asLong()).isEqualTo(55);
    assertThat(run.json().get("mismatches").asLong()).isZero();
  }

  @Test
  void saysMistakesInOneLine() throws IOException {
    assertMistake(bankOn(database, "import", directory.resolve("none").toString()), "is no file");
    assertMistake(bankOn(database, "import", directory.toString()), "is not a file");
    assertMistake(bankOn(database, "import", file("a;b\n")), "is not a file of transactions");
    assertMistake(bank("import", "--jdbc-url", "localhost"), "takes jdbc:postgresql://host:port/");
  }

  private static void assertMistake(CommandLineRun run, String message) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://user:secret@localhost/bank",
        "jdbc:postgresql://user:secret@localhost/bank",
        "jdbc:postgresql://user:secret/bank",
        "jdbc:postgresql:user:secret@localhost/bank",
        "jdbc:postgresql://localhost/bank?user=%zz&password=secret",
      })
  void doesNotRepeatAPasswordOutOfAMistakenUrl(String url) {
    CommandLineRun run = bank("import", "--jdbc-url", url);
    assertMistake(run, "$CAIRN_POSTGRES_PASSWORD");
    assertThat(run.err()).doesNotContain("secret");
  }

  @Test
  void saysInOneLineThatThereIsNoServer() {
    CommandLineRun run =
        bank("import", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/nowhere?connectTimeout=2");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("bank: the database cannot be used: ");
  }
}
