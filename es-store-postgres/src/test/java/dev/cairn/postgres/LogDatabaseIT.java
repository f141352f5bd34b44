package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables beside a log are written in transactions, and what goes wrong has a type. */
final class LogDatabaseIT {

  private final TestLog log = TestLog.create();
  private final LogDatabase database = log.store().database();

  @BeforeEach
  void aTable() {
    log.execute("create table @.mine (n int primary key)");
  }

  @AfterEach
  void close() {
    log.close();
  }

  private int insert(LogDatabase into, int n) {
    return into.inTransaction(
        handle -> handle.execute("insert into " + into.schema() + ".mine values (?)", n));
  }

  private long rows() {
    return log.number("(select count(*) from @.mine)");
  }

  @Test
  void whatSucceedsIsCommittedAndWhatThrowsIsNot() {
    assertThat(insert(database, 1)).isEqualTo(1);
    IllegalStateException mine = new IllegalStateException("changed my mind");

    assertThatThrownBy(() -> database.inTransaction(handle -> {
          handle.execute("insert into " + log.schema() + ".mine values (2)");
          throw mine;
        }))
        .isSameAs(mine);

    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void whatTheDatabaseRefusesHasItsSqlState() {
    insert(database, 1);

    assertThatThrownBy(() -> insert(database, 1))
        .isInstanceOfSatisfying(
            LogRejectedException.class,
            refused -> assertThat(refused.sqlState()).isEqualTo("23505"));
  }

  @Test
  void aTableThatIsMissingIsToldFromOtherMistakes() {
    log.execute("drop table @.mine");

    assertThatThrownBy(() -> insert(database, 1)).isInstanceOf(LogSchemaException.class);
  }

  @Test
  void aMistakeInAStatementIsNoMatterOfTheDatabase() {
    assertThatThrownBy(() -> database.inTransaction(
            handle -> handle.createUpdate("select :unbound").execute()))
        .isInstanceOf(UnableToCreateStatementException.class);
  }

  @Test
  void aServerThatIsNotThereIsReportedAfterOneTry() {
    HikariConfig config = TestLog.config("jdbc:postgresql://127.0.0.1:1/bank", "bank", "", 1);
    config.setConnectionTimeout(250);
    try (HikariDataSource nowhere = new HikariDataSource(config)) {
      assertThatThrownBy(() -> insert(new LogDatabase(nowhere, log.settings()), 1))
          .isInstanceOf(LogUnavailableException.class);
    }
  }

  @Test
  void aServerThatSaysNothingIsGivenUpAndNothingIsWritten() {
    long begun = System.nanoTime();

    assertThatThrownBy(() -> database.inTransaction(
            handle -> {
              handle.execute("insert into " + log.schema() + ".mine values (1)");
              return handle.execute("select pg_sleep(20)");
            },
            Duration.ofMillis(300)))
        .isInstanceOf(LogUnavailableException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(rows()).isZero();
  }
}
