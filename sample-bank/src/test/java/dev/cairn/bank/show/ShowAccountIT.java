package dev.cairn.bank.show;

import static dev.cairn.bank.CommandLineRun.assertMistake;
import static dev.cairn.bank.CommandLineRun.bank;
import static dev.cairn.bank.CommandLineRun.bankOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.LogSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bank account} after an import of the bundled file. */
final class ShowAccountIT {

  private static final FreshDatabase DATABASE = Servers.sharedPostgres().freshDatabase("bank");

  @BeforeAll
  static void importTheBundledFile() {
    assertThat(bankOn(DATABASE, "import").exitCode()).isZero();
  }

  @AfterAll
  static void dropTheDatabase() {
    DATABASE.close();
  }

  @Test
  void showsBalanceAndHistory() {
    CommandLineRun run = bankOn(DATABASE, "account", "900001");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Account 900001")
        .containsPattern("1 +1995-01-01 +account-opened +0.00")
        .containsPattern(
            "2 +1995-01-01 +money-deposited +7,408.00 +7,408.00 +[-0-9T:.]+Z +cash in");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void showsItAsItWasAtAVersion() {
    JsonNode account =
        bankOn(DATABASE, "account", "900001", "--at", "2", "--json").json();
    assertThat(account.get("version").asLong()).isEqualTo(2);
    assertThat(account.get("balance").asLong()).isEqualTo(740_800);
    assertThat(account.get("history")).hasSize(2);
  }

  @Test
  void showsItAsItWasAtAnInstant() {
    JsonNode now = bankOn(DATABASE, "account", "900001", "--json").json();
    JsonNode third = now.get("history").get(2);
    JsonNode then = bankOn(
            DATABASE,
            "account",
            "900001",
            "--json",
            "--at",
            third.get("recorded").asText())
        .json();
    assertThat(then.get("version").asLong()).isGreaterThanOrEqualTo(3);
    JsonNode last = then.get("history").get(then.get("history").size() - 1);
    assertThat(then.get("balance")).isEqualTo(last.get("balance"));
    assertThat(bankOn(DATABASE, "account", "900001", "--at", "2100-01-01T00:00:00Z", "--json")
            .json())
        .isEqualTo(now);
  }

  @Test
  void theLastBalanceOfTheHistoryIsTheBalance() {
    JsonNode account = bankOn(DATABASE, "account", "900002", "--json").json();
    JsonNode history = account.get("history");
    assertThat(history.get(history.size() - 1).get("balance")).isEqualTo(account.get("balance"));
    assertThat(history).hasSize(account.get("version").asInt());
  }

  @Test
  void saysMistakesInOneLine() {
    assertMistake(bankOn(DATABASE, "account", "1"), 1, "there is no account 1");
    assertMistake(bankOn(DATABASE, "account", "x"), 2, "'x' is not a long");
    assertMistake(bankOn(DATABASE, "account"), 2, "Missing required parameter: 'ID'");
    assertMistake(bankOn(DATABASE, "account", "900001", "--at", "soon"), 2, "'soon' is neither");
    assertMistake(bankOn(DATABASE, "account", "900001", "--at", "-1"), 2, "'-1' is neither");
    assertMistake(bankOn(DATABASE, "account", "900001", "--at", "9999"), 2, "not to 9999");
    assertMistake(
        bankOn(DATABASE, "account", "900001", "--at", "1993-01-01T00:00:00Z"), 1, "not open yet");
    assertMistake(bankOn(DATABASE, "account", "900001", "--at", "0"), 1, "not open yet");
  }

  @Test
  void makesNoBankWhereThereIsNone(@TempDir Path directory) {
    Path none = directory.resolve("none");
    assertMistake(bank("account", "1", "--data", none.toString()), 1, "there is no bank in");
    assertThat(Files.exists(none)).isFalse();

    assertMistake(bank("account", "1", "--data", directory.toString()), 1, "there is no bank in");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void makesNoLogInADatabaseWithoutOne() {
    try (FreshDatabase empty = Servers.sharedPostgres().freshDatabase("bank")) {
      for (int run = 1; run <= 2; run++) {
        assertMistake(bankOn(empty, "account", "1"), 3, "The log in schema 'cairn' is missing");
      }
    }
  }

  @Test
  void needsNoRightsOfAnOwner() throws SQLException {
    DataSource owner = DATABASE.dataSource();
    String role = "reader_" + DATABASE.name();
    execute(owner, "create role " + role + " login password 'secret'");
    try {
      LogSchema.grantAppendAndRead(owner, "cairn", role);
      String url = DATABASE.jdbcUrl() + "?user=" + role + "&password=secret";
      CommandLineRun run = bank("account", "900001", "--jdbc-url", url);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("Account 900001");
    } finally {
      execute(owner, "drop owned by " + role);
      execute(owner, "drop role " + role);
    }
  }

  private static void execute(DataSource owner, String sql) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
