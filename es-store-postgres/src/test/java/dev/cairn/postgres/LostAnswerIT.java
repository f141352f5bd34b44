package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.WrongExpectedVersionException;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection breaks after the commit and before its acknowledgement has come through. */
final class LostAnswerIT {

  private static final StreamId ONE = StreamId.of("account", "1");
  private static final StreamId TWO = StreamId.of("account", "2");

  private final TestLog log = TestLog.create();
  private final ServerProxy proxy = log.closing(proxy());
  private final HikariDataSource pool = log.closing(poolThroughProxy());
  private final PostgresEventStore store = log.store(pool, log.settings());

  private static ServerProxy proxy() {
    String url = TestLog.server().jdbcUrl(TestLog.database());
    try {
      return new ServerProxy(URI.create(url.substring("jdbc:".length())).getPort());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HikariDataSource poolThroughProxy() {
    HikariConfig config = TestLog.config(
        "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + TestLog.database(),
        TestLog.server().username(),
        TestLog.server().password(),
        8);
    config.setConnectionTimeout(1_000);
    return new HikariDataSource(config);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void anAppendOfOneEventIsThereOnceAndItsResultIsTheOriginalOne() {
    assertAppendedOnce(() -> store.append(ONE, ExpectedVersion.noStream(), counted(1, 1)), 1);
  }

  @Test
  void anAppendOfSeveralEventsIsThereOnceAndItsResultIsTheOriginalOne() {
    assertAppendedOnce(() -> store.append(ONE, ExpectedVersion.noStream(), counted(1, 7)), 7);
  }

  @Test
  void anAppendThatTakesAnyVersionIsThereOnce() {
    assertAppendedOnce(() -> store.append(ONE, ExpectedVersion.any(), counted(1, 2)), 2);
  }

  private void assertAppendedOnce(Supplier<AppendResult> append, int events) {
    cutWhenInTheLog(events);

    AppendResult result = append.get();

    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(result.repeated()).isTrue();
    assertThat(result.version().value()).isEqualTo(events);
    assertThat(result.position().value())
        .isEqualTo(log.number("(select max(position) from @.events)"));
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(events);
  }

  @Test
  void anAppendToSeveralStreamsIsThereOnce() {
    cutWhenInTheLog(5);

    List<AppendResult> results = store.append(List.of(
        new StreamAppend(ONE, ExpectedVersion.noStream(), counted(1, 2)),
        new StreamAppend(TWO, ExpectedVersion.any(), counted(1, 3))));

    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(results).extracting(AppendResult::repeated).containsOnly(true);
    assertThat(results).extracting(result -> result.version().value()).containsExactly(2L, 3L);
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(5);
  }

  @Test
  void everyCallerOfASharedCommitGetsItsOriginalResult() {
    for (int round = 0; round < 5; round++) {
      int before = (int) log.number("(select count(*) from @.events)");
      int version = round;
      cutWhenInTheLog(before + 1);

      List<AppendResult> results = Crowd.run(
          32,
          caller -> store.append(
              StreamId.of("account", "c-" + caller),
              ExpectedVersion.exactly(version),
              counted(caller, caller)));

      assertThat(proxy.cuts()).isEqualTo(1);
      // Those of the commit whose answer was cut off; the others went along with a later one.
      assertThat(results).anyMatch(AppendResult::repeated);
      assertThat(results)
          .allSatisfy(result -> assertThat(result.version().value()).isEqualTo(version + 1));
      assertThat(results).extracting(AppendResult::position).doesNotHaveDuplicates();
      assertThat(log.number("(select count(*) from @.events)")).isEqualTo(before + 32);
    }
  }

  @Test
  void aConflictIsStillAConflict() {
    store.append(ONE, ExpectedVersion.noStream(), counted(1, 1));
    proxy.cutOnce(() -> true);

    assertThatThrownBy(() -> store.append(ONE, ExpectedVersion.noStream(), counted(2, 2)))
        .isInstanceOf(WrongExpectedVersionException.class);
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(1);
  }

  @Test
  void aRepetitionByTheCallerIsToldFromOneByTheStore() throws SQLException {
    List<NewEvent> events = counted(1, 2);
    AppendResult first = store.append(ONE, ExpectedVersion.noStream(), events);
    HikariConfig config = TestLog.config(
        TestLog.server().jdbcUrl(TestLog.database()),
        TestLog.server().username(),
        TestLog.server().password(),
        1);
    config.setConnectionTimeout(250);
    HikariDataSource small = log.closing(new HikariDataSource(config));
    PostgresEventStore waiting = log.store(small, log.settings());

    Connection held = log.closing(small.getConnection());
    try (Crowd<AppendResult> caller =
        Crowd.start(1, i -> waiting.append(ONE, ExpectedVersion.noStream(), events))) {
      // The store's first try gets no connection, so it has not sent anything.
      await().until(() -> small.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
      await().until(() -> small.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0);
      held.close();

      assertThat(caller.results())
          .containsExactly(new AppendResult(first.version(), first.position(), true));
    }
  }

  @Test
  void aBulkAppendIsThereOnce() {
    HikariDataSource owner = log.closing(TestLog.pool(
        pool.getJdbcUrl(), TestLog.server().username(), TestLog.server().password(), 1));
    BulkAppend bulk = new BulkAppend(owner, ContractEvents.codec(), log.settings());
    cutWhenInTheLog(200);

    long written = bulk.append(Stream.iterate(0, i -> i + 1)
        .limit(100)
        .map(i -> new StreamAppend(
            StreamId.of("account", "b-" + i), ExpectedVersion.noStream(), counted(1, 2))));

    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(written).isEqualTo(200);
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(200);
  }

  @Test
  void aServerThatFallsSilentIsABoundedErrorAndNotAWaitForEver() {
    PostgresEventStore impatient = log.store(
        pool,
        log.settings().withLockWait(Duration.ofMillis(500)).withRecovery(Duration.ofSeconds(1)));
    impatient.append(ONE, ExpectedVersion.noStream(), counted(1, 1));
    proxy.fallSilent();

    long began = System.nanoTime();
    assertThatThrownBy(() -> impatient.append(ONE, ExpectedVersion.exactly(1), counted(2, 2)))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("same event ids");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  private void cutWhenInTheLog(int events) {
    proxy.cutOnce(() -> log.number("(select count(*) from @.events)") >= events);
  }
}
