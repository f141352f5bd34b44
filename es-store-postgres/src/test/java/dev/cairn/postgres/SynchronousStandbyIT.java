package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.EmbeddedPostgres;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server waits for a synchronous standby with every commit. While that is gone nothing is
 * acknowledged, but what was sent may be committed later: nobody may be told that it was not written.
 */
final class SynchronousStandbyIT {

  private static final StreamId ONE = StreamId.of("account", "1");
  private static final StreamId TWO = StreamId.of("account", "2");

  private static final String STANDBY = "cairn_standby";

  @TempDir
  private Path directory;

  private final String database = OwnServer.get().freshDatabase("cairn_standby").name();
  private final HikariDataSource pool = TestLog.pool(OwnServer.get(), database, 8);
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
    try (Subscription subscription =
        store.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.watch(subscription);
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

  @Test
  void withARealStandbyAppendsAreThereOnBothServersAndGoOnWhenItComesBack() {
    try (EmbeddedPostgres standby = EmbeddedPostgres.standbyOf(
        OwnServer.get(), directory.resolve("standby"), STANDBY, OwnServer.OPTIONS)) {
      standbyIsNeeded(true);
      store.append(ONE, ExpectedVersion.noStream(), counted(1, 3));
      assertThat(eventsOn(standby)).isEqualTo(3);

      standby.stop();
      List<NewEvent> more = counted(4, 5);
      assertThatThrownBy(() -> store.append(ONE, ExpectedVersion.exactly(3), more))
          .isInstanceOf(LogUnavailableException.class);

      standby.start();
      await().atMost(Duration.ofMinutes(2)).until(() -> {
        try {
          return store.append(ONE, ExpectedVersion.exactly(3), more).version().value() == 5;
        } catch (LogUnavailableException | LogLockedException e) {
          return false;
        }
      });
      assertThat(eventsOn(standby)).isEqualTo(5);
    } finally {
      standbyIsNeeded(false);
      log.execute("select pg_drop_replication_slot('" + STANDBY
          + "') from pg_replication_slots where not active");
    }
  }

  /** An append is acknowledged when the standby has written it down, which it then has still to apply. */
  private long eventsOn(EmbeddedPostgres standby) {
    try (HikariDataSource other = TestLog.pool(standby, database, 1);
        TestLog copy = TestLog.existing(other, "cairn")) {
      long here = log.number("(select count(*) from @.events)");
      await().until(() -> copy.number("(select count(*) from @.events)") == here);
      return here;
    }
  }

  private void standbyIsNeeded(boolean needed) {
    String names = needed ? STANDBY : "";
    log.jdbi().useHandle(handle -> {
      handle.execute("alter system set synchronous_standby_names = '" + names + "'");
      handle.execute("select pg_reload_conf()");
    });
    await().until(() -> log.text("current_setting('synchronous_standby_names')").equals(names));
  }
}
