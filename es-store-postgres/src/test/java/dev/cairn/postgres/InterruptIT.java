package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.ExpectedVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interrupt ends no append, because the events may be in the log already; and it is never lost. */
final class InterruptIT {

  private static final StreamId STREAM = StreamId.of("account", "1");

  private final TestLog log = TestLog.create();
  private final HikariDataSource pool = log.anotherPool(1);
  private final PostgresEventStore store = log.store(pool, log.settings());
  private final AtomicReference<Thread> caller = new AtomicReference<>();

  @AfterEach
  void close() {
    log.close();
  }

  /** What an append ended with, and whether the flag of its thread was set then. */
  private record Ended(AppendResult result, boolean interrupted) {}

  private Ended append(int event) {
    caller.set(Thread.currentThread());
    AppendResult result = store.append(STREAM, ExpectedVersion.any(), counted(event, event));
    return new Ended(result, Thread.interrupted());
  }

  @Test
  void anInterruptedThreadAppendsAndKeepsItsFlag() {
    Thread.currentThread().interrupt();
    Ended ended = append(1);

    assertThat(ended.interrupted()).isTrue();
    assertThat(ended.result().version().value()).isEqualTo(1);
  }

  @Test
  void anInterruptWhileItWaitsForAConnectionEndsNoAppend() throws SQLException {
    Connection held = log.closing(pool.getConnection());
    try (Crowd<Ended> appending = Crowd.start(1, thread -> append(1))) {
      await().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
      Objects.requireNonNull(caller.get()).interrupt();
      await().during(Duration.ofMillis(200)).until(() -> !appending.anyIsDone());
      held.close();

      assertThat(appending.results()).extracting(Ended::interrupted).containsExactly(true);
    }
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(1);
  }

  @Test
  void anInterruptWhileItWaitsForTheLockEndsNoAppend() throws SQLException {
    Connection locking = log.transaction();
    try (Statement lock = locking.createStatement()) {
      lock.execute("select " + log.schema() + ".lock_log(1000)");
    }
    try (Crowd<Ended> appending = Crowd.start(1, thread -> append(1))) {
      LogLockWaits.await(log, 1);
      Objects.requireNonNull(caller.get()).interrupt();
      locking.rollback();

      assertThat(appending.results()).extracting(Ended::interrupted).containsExactly(true);
    }
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(1);
  }

  @Test
  void anInterruptWhileTheDatabaseIsAwayEndsARead() {
    try (HikariDataSource nowhere = TestLog.pool("jdbc:postgresql://127.0.0.1:1/none", "x", "", 1);
        Crowd<Boolean> reading = Crowd.start(1, thread -> {
          caller.set(Thread.currentThread());
          assertThatThrownBy(
                  () -> PostgresEventStore.open(nowhere, ContractEvents.codec(), log.settings()))
              .isInstanceOf(LogUnavailableException.class);
          return Thread.interrupted();
        })) {
      await()
          .until(() -> nowhere.getHikariPoolMXBean() != null
              && nowhere.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
      long began = System.nanoTime();
      Objects.requireNonNull(caller.get()).interrupt();

      assertThat(reading.results()).containsExactly(true);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }
  }
}
