package dev.cairn.bank;

import static dev.cairn.bank.CommandLineRun.bankOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.CloseAccount;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.importing.SyntheticTransactions;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The read models that an import leaves, and those that are built from its log. */
final class ReadModelRebuildIT {

  private static final LocalDate DAY = LocalDate.of(1995, 6, 1);

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");

  @TempDir
  private Path directory = Path.of("");

  @BeforeEach
  void importSomeThousandRows() throws IOException {
    Path file = Files.writeString(
        directory.resolve("some.asc"),
        SyntheticTransactions.file(60, 6_000, 77),
        StandardCharsets.ISO_8859_1);
    CommandLineRun run = bankOn(database, "import", "--json", file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode summary = run.json();
    assertThat(summary.get("readModelMismatches").asLong()).isZero();
    assertThat(summary.get("readModelParked").asLong()).isZero();
    assertThat(summary.get("readModelSeconds").asDouble()).isNotNegative();
  }

  @AfterEach
  void dropTheDatabase() {
    database.close();
  }

  @Test
  void whatAnImportLeavesAddsUpToItsLog() {
    closeAnAccount();
    ReadModelChecks.assertAddUpToTheLog(database);
  }

  @Test
  void aRebuildOfAllGivesTheSameRows() {
    closeAnAccount();
    ReadModelChecks.assertTheSameAfterARebuild(database);
    ReadModelChecks.assertAddUpToTheLog(database);
  }

  @Test
  void anOperatorRebuildsAndVerifiesAll() {
    ReadModelTables before = ReadModelTables.in(database.dataSource());
    CommandLineRun rebuild = bankOn(database, "es", "projections", "rebuild", "--all");
    assertThat(rebuild.exitCode()).as(rebuild.err()).isZero();
    assertThat(ReadModelTables.in(database.dataSource())).isEqualTo(before);

    CommandLineRun verify = bankOn(database, "es", "projections", "verify", "--all");
    assertThat(verify.exitCode()).as(verify.err()).isZero();
    assertThat(verify.out()).contains("balances", "statements", "daily-totals", "top-accounts");
  }

  private void closeAnAccount() {
    try (Bank bank = Bank.connect(
        database.jdbcUrl(), database.username(), database.password(), Bank.Schema.AS_IT_IS)) {
      bank.projections().start();
      bank.commands().send(new OpenAccount(new AccountId(1), 0, DAY));
      var closed = bank.commands().send(new CloseAccount(new AccountId(1), DAY));
      for (String name : bank.projections().names()) {
        closed.waitFor(name, Duration.ofMinutes(2));
      }
    }
  }

  @Test
  void importingItAgainChangesNoReadModel() {
    ReadModelTables before = ReadModelTables.in(database.dataSource());
    JsonNode again = bankOn(
            database, "import", "--json", directory.resolve("some.asc").toString())
        .json();
    assertThat(again.get("appended").asLong()).isZero();
    assertThat(again.get("readModelMismatches").asLong()).isZero();
    assertThat(ReadModelTables.in(database.dataSource())).isEqualTo(before);
  }

  @Test
  void anImportSaysThatABalanceIsWrong() throws SQLException {
    execute("update cairn_read.balances set cents = cents + 1 where account = 900001");
    execute("delete from cairn_read.balances where account = 900002");
    String file = directory.resolve("some.asc").toString();

    CommandLineRun run = bankOn(database, "import", file);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("mismatches +2 +between the read model of balances and the file")
        .containsPattern("account 900001: .+ in the read model, expected ")
        .contains("account 900002: nothing in the read model, expected ");
    assertThat(bankOn(database, "import", "--json", file)
            .json()
            .get("readModelMismatches")
            .asLong())
        .isEqualTo(2);
  }

  @Test
  void anImportSaysWhichReadModelStandsStill() {
    try (Bank bank = Bank.connect(
        database.jdbcUrl(), database.username(), database.password(), Bank.Schema.AS_IT_IS)) {
      bank.projections().operations().pause("statements", "ada", "year-end");
    }

    CommandLineRun run = bankOn(database, "import");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("bank: the read model 'statements' has stood still since ")
        .contains(", by ada: year-end");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
