package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.CheckpointAheadException;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The schema of a log: made, upgraded, beside others, missing, and from the future. */
final class LogSchemaIT {

  /** Each script once, and the making of the schema. */
  private static final long MIGRATIONS = SchemaScripts.count() + 1;

  private static final StreamId STREAM = StreamId.of("account", "1");

  private final HikariDataSource pool = TestLog.pool(
      TestLog.server(), TestLog.server().freshDatabase("cairn_schema").name(), 8);
  private final TestLog log = TestLog.existing(pool, "cairn");

  @AfterEach
  void close() {
    log.close();
    pool.close();
  }

  @Test
  void migratingAgainChangesNothing() {
    LogSchema.migrate(pool, "cairn");
    PostgresEventStore store = log.store();
    store.append(STREAM, ExpectedVersion.noStream(), counted(1, 2));
    var identity = store.identity();

    LogSchema.migrate(pool, "cairn");

    assertThat(store.identity()).isEqualTo(identity);
    assertThat(TestLog.read(store)).hasSize(2);
    assertThat(log.number("(select count(*) from @.schema_history where success)"))
        .isEqualTo(MIGRATIONS);
  }

  @Test
  void severalProcessesMayMigrateAtOnce() {
    Crowd.run(4, process -> {
      LogSchema.migrate(pool, "cairn");
      return log.store().append(STREAM, ExpectedVersion.any(), counted(process, process));
    });

    assertThat(TestLog.read(log.store())).hasSize(4);
    assertThat(log.number("(select count(*) from @.log)")).isEqualTo(1);
    assertThat(log.number("(select count(*) from @.schema_history where success)"))
        .isEqualTo(MIGRATIONS);
  }

  @Test
  void nothingOutsideOfTheSchemaIsTouched() {
    log.execute("create table public.schema_history (mine text)");
    LogSchema.migrate(pool, "cairn");

    assertThat(log.number("""
        (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'public')""")).isEqualTo(1);
    assertThat(log.number(
            "(select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
                + " where n.nspname = 'public')"))
        .isZero();
  }

  @Test
  void twoLogsInOneDatabaseKnowNothingOfEachOther() {
    LogSchema.migrate(pool, "first");
    LogSchema.migrate(pool, "second");
    TestLog another = TestLog.existing(pool, "second");
    PostgresEventStore first = TestLog.existing(pool, "first").store();
    PostgresEventStore second = another.store();
    Followed ofFirst = new Followed();
    Followed ofSecond = new Followed();
    try (Subscription one = first.subscribe(Checkpoint.START, EventFilter.all(), ofFirst);
        Subscription two = second.subscribe(Checkpoint.START, EventFilter.all(), ofSecond)) {
      var event = counted(1, 1);
      first.append(STREAM, ExpectedVersion.noStream(), event);
      second.append(STREAM, ExpectedVersion.noStream(), event);
      second.append(STREAM, ExpectedVersion.exactly(1), counted(2, 2));
      ofFirst.await(1);
      ofSecond.await(2);

      assertThat(first.head().value()).isEqualTo(1);
      assertThat(second.head().value()).isEqualTo(2);
      assertThat(ofFirst.events()).hasSize(1);
      assertThat(first.identity().log()).isNotEqualTo(second.identity().log());
      assertThatThrownBy(() -> second.subscribe(one.checkpoint(), EventFilter.all(), ofSecond))
          .isInstanceOf(CheckpointAheadException.class);
      assertThat(two.ended().toCompletableFuture()).isNotDone();
    }
    assertThatOneLogDoesNotLockTheOther(first, second);
    another.close();
  }

  private void assertThatOneLogDoesNotLockTheOther(
      PostgresEventStore first, PostgresEventStore second) {
    log.jdbi().useTransaction(handle -> {
      first.append(handle, STREAM, ExpectedVersion.any(), counted(3, 3));
      second.append(STREAM, ExpectedVersion.exactly(2), counted(3, 3));
      handle.rollback();
    });
  }

  @Test
  void aMissingSchemaIsNamedTogetherWithTheRemedy() {
    assertThatThrownBy(log::store)
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("'cairn'")
        .hasMessageContaining("LogSchema.migrate");
    assertThatThrownBy(() -> LogSchema.grantAppendAndRead(pool, "cairn", "nobody_there"))
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("nobody_there");
  }

  @Test
  void aSchemaFromANewerVersionIsLeftAlone() {
    LogSchema.migrate(pool, "cairn");
    log.execute("""
        insert into @.schema_history (installed_rank, version, description, type, script, checksum, installed_by,
                                      execution_time, success)
        values (100, '999', 'future', 'SQL', 'V999__future.sql', 1, current_user, 1, true)""");

    assertThatThrownBy(() -> LogSchema.migrate(pool, "cairn"))
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("999");
  }

  @Test
  void aSchemaThatLacksAFunctionOfThisVersionIsNamedTogetherWithTheRemedy() {
    LogSchema.migrate(pool, "cairn");
    PostgresEventStore store = log.store();
    log.execute("drop function @.append_event");

    assertThatThrownBy(() -> store.append(STREAM, ExpectedVersion.noStream(), counted(1, 1)))
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("LogSchema.migrate");
  }

  @Test
  void namesThatSqlReservesAreRefusedWithATypedError() {
    for (String name : new String[] {"order", "select"}) {
      assertThatThrownBy(() -> LogSchema.migrate(pool, name))
          .isInstanceOf(LogSchemaException.class);
    }
  }

  @Test
  void namesThatAreNoNamesAreRefused() {
    for (String name : new String[] {"", "Cairn", "a-b", "a\"b", "a;b", "pg_log", "x".repeat(41)}) {
      assertThatThrownBy(() -> LogSchema.migrate(pool, name))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> LogSchema.grantAppendAndRead(pool, name, "postgres"))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void aServerThatIsNotThereIsReportedWhenTheRecoveryTimeIsOver() {
    PostgresSettings hasty = PostgresSettings.defaults().withRecovery(Duration.ofMillis(300));
    assertThatThrownBy(() -> PostgresEventStore.connect(
            "jdbc:postgresql://127.0.0.1:1/bank", "bank", "", ContractEvents.codec(), hasty))
        .isInstanceOf(LogUnavailableException.class);
  }
}
