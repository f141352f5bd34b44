package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The server has to wait for a synchronous standby, and that is gone. It is not written what was not
 * acknowledged, but the server may commit it later: nobody may be told that it was not written.
 */
@Timeout(60)
final class SynchronousStandbyIT {

  private static final StreamId ONE = StreamId.of("account", "1");
  private static final StreamId TWO = StreamId.of("account", "2");

  private final HikariDataSource pool = OwnServer.freshPool(8);
  private final TestLog log = TestLog.in(pool, "cairn");
  private final PostgresEventStore store = log.store(
      pool,
      log.settings().withLockWait(Duration.ofMillis(500)).withRecovery(Duration.ofMillis(700)));

  @AfterEach
  void close() {
    standbyIsNeeded(false);
    log.close();
    pool.close();
  }

  @Test
  void appendsEndWithABoundedErrorAndAreThereOnceWhenTheyAreRepeated() {
    store.append(ONE, ExpectedVersion.noStream(), counted(1, 1));
    Followed followed = new Followed();
    try (Subscription ignored =
        store.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.await(1);
      standbyIsNeeded(true);
      List<NewEvent> second = counted(2, 2);
      List<NewEvent> other = counted(1, 3);

      long began = System.nanoTime();
      Crowd.run(2, caller -> {
        assertThatThrownBy(() -> store.append(
                caller == 0 ? ONE : TWO,
                ExpectedVersion.exactly(caller == 0 ? 1 : 0),
                caller == 0 ? second : other))
            .isInstanceOfAny(LogUnavailableException.class, LogLockedException.class);
        return caller;
      });
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
      assertThat(followed.events()).as("what is not acknowledged is not seen").hasSize(1);

      standbyIsNeeded(false);
      store.append(ONE, ExpectedVersion.exactly(1), second);
      store.append(TWO, ExpectedVersion.noStream(), other);
      followed.await(5);
      followed.assertIsTheWholeLog(log);
      assertThat(log.number("(select count(*) from @.events)")).isEqualTo(5);
    }
  }

  @Test
  void whoIsHeldUpByItIsToldSo() {
    standbyIsNeeded(true);
    assertThatThrownBy(() -> store.append(ONE, ExpectedVersion.noStream(), counted(1, 1)))
        .isInstanceOf(LogUnavailableException.class);
    assertThatThrownBy(() -> store.append(TWO, ExpectedVersion.noStream(), counted(1, 1)))
        .isInstanceOf(LogLockedException.class)
        .hasMessageContaining("SyncRep");
  }

  private void standbyIsNeeded(boolean needed) {
    log.jdbi().useHandle(handle -> {
      handle.execute("alter system set synchronous_standby_names = '" + (needed ? "nobody" : "") + "'");
      handle.execute("select pg_reload_conf()");
    });
    org.awaitility.Awaitility.await()
        .until(() -> log.text("current_setting('synchronous_standby_names')")
            .equals(needed ? "nobody" : ""));
  }
}
