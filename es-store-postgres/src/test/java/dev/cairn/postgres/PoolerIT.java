package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Behind a pooler in transaction mode every statement may meet another session, and notifications do not
 * arrive. Skipped where pgbouncer is not installed.
 */
final class PoolerIT {

  private static final StreamId STREAM = StreamId.of("account", "1");

  @TempDir
  private Path directory;

  private final TestLog log = TestLog.create();

  @BeforeEach
  void requirePooler() {
    assumeTrue(
        Pgbouncer.isThere(), "pgbouncer is not installed, so there is no pooler to work behind");
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aSubscriptionPollsOftenWhenNotificationsDoNotArrive() throws IOException {
    HikariDataSource pool = pool();
    PostgresEventStore store = store(pool);
    Followed followed = new Followed();
    try (Subscription subscription =
        store.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.watch(subscription);
      log.store().append(STREAM, ExpectedVersion.noStream(), counted(1, 1));
      followed.await(1, Duration.ofSeconds(5));
      // From here on there is only the poll, an hour by the settings.
      TestLog.awaitGivingUpToListen(pool);
      for (int i = 2; i <= 4; i++) {
        log.store().append(STREAM, ExpectedVersion.any(), counted(i, i));
        followed.await(i, Duration.ofSeconds(2));
      }
    }
    followed.assertIsTheWholeLog(log);
  }

  @Test
  void appendsKeepTheirOrderAndTheirPromises() throws IOException {
    PostgresEventStore store = store(pool());
    PostgresEventStore direct = log.store();
    Followed followed = new Followed();
    try (Subscription subscription =
        direct.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.watch(subscription);
      Crowd.run(8, writer -> {
        PostgresEventStore mine = writer % 2 == 0 ? store : direct;
        for (int i = 0; i < 25; i++) {
          mine.append(
              StreamId.of("account", "w-" + writer), ExpectedVersion.exactly(i), counted(i, i));
          mine.append(STREAM, ExpectedVersion.any(), counted(i, i + 1));
        }
        return writer;
      });
      followed.assertIsTheWholeLog(log);
    }
    assertThat(TestLog.read(store)).hasSize(8 * 25 * 3);
    var events = counted(1, 2);
    AppendResult first = store.append(STREAM, ExpectedVersion.any(), events);
    assertThat(store.append(STREAM, ExpectedVersion.any(), events))
        .isEqualTo(new AppendResult(first.version(), first.position(), true));
    assertThat(List.of(store.head(), direct.head())).containsOnly(first.position());
  }

  private PostgresEventStore store(HikariDataSource pool) {
    return log.store(pool, log.settings().withPollInterval(Duration.ofHours(1)));
  }

  private HikariDataSource pool() throws IOException {
    String url = TestLog.server().jdbcUrl(TestLog.database());
    URI server = URI.create(url.substring("jdbc:".length()));
    Pgbouncer pooler = log.closing(Pgbouncer.start(
        directory, server, TestLog.server().username(), TestLog.server().password()));
    return log.closing(TestLog.pool(
        "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/" + TestLog.database()
            + "?prepareThreshold=0",
        TestLog.server().username(),
        "",
        6));
  }
}
