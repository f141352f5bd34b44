package dev.cairn.bank.show;

import static dev.cairn.bank.CommandLineRun.assertMistake;
import static dev.cairn.bank.CommandLineRun.bank;
import static dev.cairn.bank.CommandLineRun.bankOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.Bank;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.LogSchema;
import dev.cairn.projection.ProjectionSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands that show read models, after an import of the bundled file. */
final class ReadModelCommandsIT {

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
  void aStatementEndsWithTheBalance() {
    JsonNode account = bankOn(DATABASE, "account", "900001", "--json").json();
    JsonNode statement = bankOn(DATABASE, "statement", "900001", "--json").json();
    assertThat(statement.get("balance")).isEqualTo(account.get("balance"));
    JsonNode lines = statement.get("lines");
    assertThat(lines).hasSize(account.get("version").asInt() - 1);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode event = account.get("history").get(i + 1);
      for (String field : new String[] {"version", "booked", "cents", "balance", "description"}) {
        assertThat(lines.get(i).get(field)).isEqualTo(event.get(field));
      }
    }
  }

  @Test
  void aStatementShowsTheLastLinesInOrder() {
    JsonNode all = bankOn(DATABASE, "statement", "900001", "--json").json().get("lines");
    JsonNode two =
        bankOn(DATABASE, "statement", "900001", "--limit", "2", "--json").json().get("lines");
    assertThat(two).hasSize(2);
    assertThat(two.get(0)).isEqualTo(all.get(all.size() - 2));
    assertThat(two.get(1)).isEqualTo(all.get(all.size() - 1));

    CommandLineRun run = bankOn(DATABASE, "statement", "900001");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("Account 900001, balance ")
        .containsPattern("1995-01-01 +7,408.00 +7,408.00 +cash in");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theTopAccountsAreInOrder() {
    JsonNode top = bankOn(DATABASE, "top-accounts", "--limit", "5", "--json").json();
    assertThat(top).hasSize(5);
    for (int i = 1; i < top.size(); i++) {
      assertThat(top.get(i - 1).get("balance").asLong())
          .isGreaterThanOrEqualTo(top.get(i).get("balance").asLong());
    }
    String first = top.get(0).get("account").asText();
    assertThat(bankOn(DATABASE, "account", first, "--json").json().get("balance"))
        .isEqualTo(top.get(0).get("balance"));

    CommandLineRun run = bankOn(DATABASE, "top-accounts");
    assertThat(run.out().lines()).hasSize(1 + 20);
    assertThat(run.out()).containsPattern("\n +1 +" + first + " +[0-9,.]+  1995-[-0-9]+ +1995-");
  }

  @Test
  void dailyTotalsAreOfTheDaysThatWereAskedFor() {
    JsonNode all = bankOn(DATABASE, "daily-totals", "--json").json();
    long bookings = 0;
    for (JsonNode day : all) {
      bookings += day.get("count").asLong();
    }
    assertThat(bookings).isEqualTo(400);

    String day = all.get(3).get("day").asText();
    JsonNode one =
        bankOn(DATABASE, "daily-totals", "--from", day, "--to", day, "--json").json();
    assertThat(one).hasSize(1);
    assertThat(one.get(0)).isEqualTo(all.get(3));
    assertThat(bankOn(DATABASE, "daily-totals", "--from", day).out().lines())
        .hasSize(all.size() - 2);
    CommandLineRun none = bankOn(DATABASE, "daily-totals", "--from", "2050-01-01");
    assertThat(none.exitCode()).isZero();
    assertThat(none.out()).isEqualTo("Nothing was booked on these days.\n");
    assertThat(bankOn(DATABASE, "daily-totals", "--to", "1001-01-01", "--json").out())
        .isEqualTo("[]\n");
  }

  @Test
  void saysMistakesInOneLine() {
    assertMistake(bankOn(DATABASE, "statement", "1"), 1, "there is no account 1");
    assertMistake(bankOn(DATABASE, "statement"), 2, "Missing required parameter: 'ID'");
    assertMistake(bankOn(DATABASE, "statement", "900001", "--limit", "0"), 2, "from 1 on");
    assertMistake(bankOn(DATABASE, "top-accounts", "--limit", "x"), 2, "from 1 on");
    assertMistake(bankOn(DATABASE, "daily-totals", "--from", "soon"), 2, "'soon' is no day");
    assertMistake(bankOn(DATABASE, "daily-totals", "--to", "-0044-03-15"), 2, "is no day");
    assertMistake(bankOn(DATABASE, "daily-totals", "--from", "+12345-01-01"), 2, "is no day");
  }

  @Test
  void saysThatThereIsNoReadModelYet() {
    try (FreshDatabase fresh = Servers.sharedPostgres().freshDatabase("bank")) {
      LogSchema.migrate(fresh.dataSource(), "cairn");
      assertMistake(bankOn(fresh, "top-accounts"), 3, "is missing or older than this version");
      ProjectionSchema.migrate(fresh.dataSource(), "cairn");
      for (String command : new String[] {"top-accounts", "daily-totals"}) {
        assertMistake(
            bankOn(fresh, command),
            1,
            "there is no read model '" + command + "' yet; run 'bank import'");
      }
      assertMistake(bankOn(fresh, "statement", "1"), 1, "there is no read model 'balances' yet");
    }
  }

  @Test
  void saysHowFarAReadModelIsBehind() {
    try (FreshDatabase fresh = Servers.sharedPostgres().freshDatabase("bank")) {
      assertThat(bankOn(fresh, "import").exitCode()).isZero();
      try (Bank bank =
          Bank.connect(fresh.jdbcUrl(), fresh.username(), fresh.password(), Bank.Schema.AS_IT_IS)) {
        bank.commands().send(new OpenAccount(new AccountId(1), 0, LocalDate.of(1995, 1, 1)));
      }
      CommandLineRun behind = bankOn(fresh, "top-accounts", "--json");
      assertThat(behind.exitCode()).isZero();
      assertThat(behind.json()).hasSize(20);
      assertThat(behind.err())
          .startsWith("The read model 'top-accounts' is 1 position behind the log");

      assertThat(bankOn(fresh, "import").exitCode()).isZero();
      assertThat(bankOn(fresh, "top-accounts").err()).isEmpty();
      assertThat(bankOn(fresh, "statement", "1").out()).contains("Nothing has been booked yet.");
    }
  }

  @Test
  void needsTheRightsOfAReader() throws SQLException {
    DataSource owner = DATABASE.dataSource();
    String role = "teller_" + DATABASE.name();
    execute(owner, "create role " + role + " login password 'secret'");
    try {
      LogSchema.grantAppendAndRead(owner, "cairn", role);
      ProjectionSchema.grantRead(owner, "cairn", role);
      String url = DATABASE.jdbcUrl() + "?user=" + role + "&password=secret";
      for (String command : new String[] {"statement 900001", "top-accounts", "daily-totals"}) {
        String[] words = (command + " --jdbc-url " + url).split(" ");
        CommandLineRun run = bank(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSizeGreaterThan(2);
      }
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
