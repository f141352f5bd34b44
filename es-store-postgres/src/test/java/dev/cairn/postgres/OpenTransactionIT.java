package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import dev.cairn.store.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Appending in a caller's transaction, and what that does to others while it is open. */
final class OpenTransactionIT {

  private static final StreamId MINE = StreamId.of("account", "mine");
  private static final StreamId OTHERS = StreamId.of("account", "others");
  private static final Duration WAIT = Duration.ofMillis(400);

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void othersAreToldWhoHoldsTheLockAndNothingIsSkippedAfterwards() throws SQLException {
    Followed followed = new Followed();
    try (Subscription subscription =
            store.subscribe(Checkpoint.START, EventFilter.all(), followed);
        Handle idle = openWithAppend()) {
      followed.watch(subscription);
      long began = System.nanoTime();
      LogLockedException refusal = catchThrowableOfType(
          LogLockedException.class,
          () -> log.store(WAIT).append(OTHERS, ExpectedVersion.any(), counted(1, 1)));

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(WAIT, WAIT.multipliedBy(8));
      assertThat(refusal.waited()).isEqualTo(WAIT);
      LockHolder holder = refusal.holders().get(0);
      assertThat(holder.pid()).isEqualTo(pid(idle));
      assertThat(holder.user()).isEqualTo(TestLog.server().username());
      assertThat(holder.state()).isEqualTo("idle in transaction");
      assertThat(refusal)
          .hasMessageContaining("pid " + pid(idle))
          .hasMessageContaining("idle in transaction");

      idle.commit();
      store.append(OTHERS, ExpectedVersion.noStream(), counted(1, 1));
      followed.await(2);
    }
    followed.assertIsTheWholeLog(log);
  }

  @Test
  void everyCallerIsRefusedInTimeHoweverManyWaitForTheSameStream() throws SQLException {
    PostgresEventStore impatient = log.store(WAIT);
    try (Handle idle = openWithAppend()) {
      long began = System.nanoTime();
      List<Boolean> refused = Crowd.run(60, caller -> {
        try {
          impatient.append(OTHERS, ExpectedVersion.any(), counted(1, 1));
          return false;
        } catch (LogLockedException e) {
          return true;
        }
      });

      assertThat(refused).containsOnly(true);
      // One after the other would take 24 seconds.
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WAIT.multipliedBy(10));
      idle.rollback();
    }
    assertThat(TestLog.read(store)).isEmpty();
  }

  @Test
  void aStatementTimeoutShorterThanTheWaitRefusesEveryCallerInTimeToo() throws SQLException {
    HikariDataSource hasty = log.closing(TestLog.pool(
        TestLog.server().jdbcUrl(TestLog.database()) + "?options=-c%20statement_timeout=500",
        TestLog.server().username(),
        TestLog.server().password(),
        6));
    PostgresEventStore impatient = log.store(hasty, log.settings());
    try (Handle idle = openWithAppend()) {
      long began = System.nanoTime();
      List<String> states = Crowd.run(40, caller -> {
        try {
          impatient.append(
              StreamId.of("account", "c-" + caller), ExpectedVersion.any(), counted(1, 1));
          return "appended";
        } catch (LogRejectedException e) {
          return e.sqlState();
        }
      });

      assertThat(states).containsOnly("57014");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      idle.rollback();
    }
  }

  @Test
  void aReaderAndASubscriberDoNotWaitForAnOpenTransaction() throws SQLException {
    store.append(MINE, ExpectedVersion.noStream(), counted(1, 3));
    try (Handle idle = openWithAppend()) {
      Followed followed = new Followed();
      try (Subscription subscription =
          store.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
        followed.watch(subscription);
        followed.await(3, Duration.ofSeconds(2));
        assertThat(TestLog.read(store)).hasSize(3);
      }
      idle.rollback();
    }
  }

  @Test
  void whatIsRolledBackWasNeverThere() {
    log.jdbi().useTransaction(handle -> {
      store.append(handle, MINE, ExpectedVersion.noStream(), counted(1, 3));
      handle.rollback();
    });

    assertThat(TestLog.read(store)).isEmpty();
    assertThat(store
            .append(MINE, ExpectedVersion.noStream(), counted(1, 1))
            .version()
            .value())
        .isEqualTo(1);
  }

  @Test
  void anAppendCommitsTogetherWithTheOtherStatementsOfTheTransaction() {
    log.execute("create table @.orders (n int)");
    log.jdbi().useTransaction(handle -> {
      handle.execute("insert into " + log.schema() + ".orders values (1)");
      store.append(handle, MINE, ExpectedVersion.noStream(), counted(1, 2));
      store.append(handle, MINE, ExpectedVersion.exactly(2), counted(3, 3));
    });

    assertThat(log.number("(select count(*) from @.orders)")).isEqualTo(1);
    assertThat(log.number("(select count(distinct xmin::text) from @.orders)")).isEqualTo(1);
    assertThat(TestLog.read(store)).hasSize(3);
  }

  @Test
  void aConflictLeavesTheTransactionUsable() {
    store.append(MINE, ExpectedVersion.noStream(), counted(1, 1));
    log.jdbi().useTransaction(handle -> {
      assertThatThrownBy(
              () -> store.append(handle, MINE, ExpectedVersion.noStream(), counted(1, 1)))
          .isInstanceOf(WrongExpectedVersionException.class);
      store.append(handle, MINE, ExpectedVersion.exactly(1), counted(2, 2));
    });

    assertThat(TestLog.read(store)).hasSize(2);
  }

  @Test
  void aHandleOutsideOfATransactionIsRefused() {
    log.jdbi()
        .useHandle(handle -> assertThatThrownBy(
                () -> store.append(handle, MINE, ExpectedVersion.any(), counted(1, 1)))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("handle"));
  }

  @Test
  void aTransactionThatSeesTheLogAsItWasIsRefused() {
    for (TransactionIsolationLevel level : List.of(
        TransactionIsolationLevel.REPEATABLE_READ, TransactionIsolationLevel.SERIALIZABLE)) {
      log.jdbi()
          .useTransaction(
              level,
              handle -> assertThatThrownBy(
                      () -> store.append(handle, MINE, ExpectedVersion.any(), counted(1, 1)))
                  .hasMessageContaining("read committed")
                  .asInstanceOf(type(LogRejectedException.class))
                  .satisfies(refusal -> assertThat(refusal.sqlState()).isEqualTo("CA004")));
    }
    assertThat(TestLog.read(store)).isEmpty();
  }

  @Test
  void connectionsThatAreRepeatableReadByDefaultAppendCorrectlyOrSayWhyNot() {
    HikariDataSource repeatable = log.closing(TestLog.pool(
        TestLog.server().jdbcUrl(TestLog.database())
            + "?options=-c%20default_transaction_isolation=repeatable%5C%20read",
        TestLog.server().username(),
        TestLog.server().password(),
        6));
    PostgresEventStore other = log.store(repeatable, log.settings());
    List<String> outcomes = Crowd.run(8, writer -> {
          List<String> mine = new ArrayList<>();
          for (int i = 0; i < 10; i++) {
            try {
              other.append(
                  StreamId.of("account", "r-" + writer), ExpectedVersion.exactly(i), counted(i, i));
              mine.add("appended");
            } catch (LogRejectedException e) {
              mine.add(e.sqlState());
              i--;
              if (mine.size() > 30) {
                break;
              }
            }
          }
          return mine;
        })
        .stream()
        .flatMap(List::stream)
        .toList();

    assertThat(Stream.of("appended", "CA004")).containsAll(List.copyOf(new HashSet<>(outcomes)));
    assertThat(TestLog.read(store))
        .hasSize((int) outcomes.stream().filter("appended"::equals).count());
  }

  private Handle openWithAppend() throws SQLException {
    Connection connection = log.transaction();
    Handle handle = Jdbi.open(connection);
    store.append(handle, MINE, ExpectedVersion.any(), counted(1, 1));
    return handle;
  }

  private static int pid(Handle handle) {
    return handle.select("select pg_backend_pid()").mapTo(Integer.class).one();
  }
}
