package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The server while its database is away, and afterwards. */
final class DatabaseAwayIT {

  @Test
  void saysSoAndGoesOnWhenItIsBack() throws SQLException {
    try (HttpBank bank = new HttpBank();
        FreshDatabase elsewhere = Servers.sharedPostgres().freshDatabase("elsewhere")) {
      String account = bank.account(500);
      execute(
          elsewhere,
          "alter database " + bank.database().name() + " allow_connections false",
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
              + bank.database().name() + "'");
      await().atMost(Duration.ofMinutes(1)).until(() -> bank.get("/ready").status() == 503);
      HttpBank.Answer away = bank.get("/api/accounts").expect(503);
      assertThat(away.problem()).isEqualTo("database-away");
      assertThat(away.header("Retry-After")).isEqualTo("1");
      assertThat(away.response().body()).doesNotContain(bank.database().name());
      bank.post(account + "/deposits", "{\"cents\":1}").expect(503);
      bank.get("/health").expect(200);
      assertThat(bank.get("/api/state").expect(200).json().get("database").asBoolean())
          .isFalse();

      execute(elsewhere, "alter database " + bank.database().name() + " allow_connections true");
      await().atMost(Duration.ofMinutes(1)).until(() -> bank.get("/ready").status() == 200);
      bank.post(account + "/deposits?wait=true", "{\"cents\":1}").expect(200);
      assertThat(bank.get(account + "/statement").json().get("balance").asLong())
          .isEqualTo(501);
    }
  }

  private static void execute(FreshDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
