package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a subscription is woken, and what it holds. */
final class SubscriptionIT {

  private static final StreamId STREAM = StreamId.of("account", "1");
  private static final Duration PROMPTLY = Duration.ofSeconds(5);

  private final TestLog log = TestLog.create();
  private final PostgresEventStore writer = log.store();
  private final CountingPool pool = log.closing(new CountingPool(2));
  private final PostgresEventStore store =
      log.store(pool.dataSource(), log.settings().withPollInterval(Duration.ofHours(1)));

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aNotificationWakesASubscriptionThatPollsOnceAnHour() {
    Followed followed = new Followed();
    try (Subscription subscription = listen(followed)) {
      followed.watch(subscription);
      for (int i = 1; i <= 20; i++) {
        append(i);
        followed.await(i, PROMPTLY);
      }
    }
  }

  @Test
  void anAppendInACallersTransactionWakesItWhenItCommits() {
    Followed followed = new Followed();
    try (Subscription subscription = listen(followed)) {
      followed.watch(subscription);
      log.jdbi()
          .useTransaction(
              handle -> writer.append(handle, STREAM, ExpectedVersion.any(), counted(1, 1)));
      followed.await(1, PROMPTLY);
    }
  }

  @Test
  void notificationsThatAreNotOfTheLogDisturbNobody() {
    Followed followed = new Followed();
    try (Subscription subscription = listen(followed)) {
      for (String payload : List.of("", "rubbish", "-1", "9223372036854775807", "1e9", "proof:1")) {
        log.jdbi()
            .useHandle(handle ->
                handle.execute("select pg_notify(?, ?)", log.schema() + "_events", payload));
      }
      append(1);
      followed.await(1, PROMPTLY);
      append(2);
      followed.await(2, PROMPTLY);

      assertThat(subscription.ended().toCompletableFuture()).isNotDone();
      assertIsQuiet();
    }
  }

  /** A subscription that waits takes no connection; one that spins takes thousands in this time. */
  private void assertIsQuiet() {
    await().during(Duration.ofMillis(300)).atMost(PROMPTLY).until(new Quiet()::holds);
  }

  private final class Quiet {
    private long last = -1;

    boolean holds() {
      long now = pool.borrowed();
      boolean same = now == last;
      last = now;
      return same;
    }
  }

  @Test
  void aSlowHandlerHoldsNoConnection() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    append(1);
    try (Subscription subscription = store.subscribe(Checkpoint.START, EventFilter.all(), event -> {
      busy.countDown();
      awaitLatch(goOn);
    })) {
      assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
      // The one that listens is left.
      await().atMost(PROMPTLY).until(() -> pool.active() == 1);
      await().during(Duration.ofMillis(200)).atMost(PROMPTLY).until(() -> pool.active() == 1);
      assertThat(subscription.ended().toCompletableFuture()).isNotDone();
      goOn.countDown();
    }
  }

  @Test
  void aPoolOfTwoIsEnoughForASubscriptionAndAppends() {
    Followed followed = new Followed();
    try (Subscription subscription = listen(followed)) {
      followed.watch(subscription);
      Crowd.run(4, thread -> {
        for (int i = 0; i < 25; i++) {
          store.append(
              StreamId.of("account", "w-" + thread), ExpectedVersion.exactly(i), counted(i, i));
        }
        return thread;
      });
      followed.await(100);
    }
    followed.assertIsTheWholeLog(log);
  }

  @Test
  void aPoolOfOneIsNotKeptFromItsOtherUsersForListening() throws SQLException {
    HikariConfig config = TestLog.config(
        TestLog.server().jdbcUrl(TestLog.database()),
        TestLog.server().username(),
        TestLog.server().password(),
        1);
    config.setConnectionTimeout(1_500);
    HikariDataSource one = log.closing(new HikariDataSource(config));
    PostgresEventStore narrow =
        log.store(one, log.settings().withPollInterval(Duration.ofHours(1)));
    Followed followed = new Followed();
    try (Subscription subscription =
        narrow.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.watch(subscription);
      // Once it may be held, to find out that there is not another one.
      await().until(() -> one.getHikariPoolMXBean().getThreadsAwaitingConnection() > 0);
      TestLog.awaitGivingUpToListen(one);
      append(1);
      followed.await(1);
      for (int i = 1; i <= 20; i++) {
        append(i);
        narrow.append(STREAM, ExpectedVersion.any(), counted(i, i));
        followed.await(2 * i + 1, Duration.ofSeconds(1));
      }
    }
    assertThatNobodyListensOn(one, 1);
  }

  @Test
  void closingIsPromptAlsoWhileThereIsNoConnectionToBeHad() throws SQLException {
    Followed followed = new Followed();
    Subscription waiting = listen(followed);
    Subscription fetching = store.subscribe(Checkpoint.START, EventFilter.types("x"), followed);
    await().atMost(PROMPTLY).until(() -> pool.active() == 1);
    log.closing(pool.dataSource().getConnection());
    append(1);
    await().atMost(PROMPTLY).until(() -> pool.awaiting() > 0);

    long began = System.nanoTime();
    waiting.close();
    fetching.close();
    store.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    assertThat(waiting.ended().toCompletableFuture()).isCompleted();
    assertThat(fetching.ended().toCompletableFuture()).isCompleted();
  }

  @Test
  void aClosedStoreLeavesNoConnectionThatListens() throws SQLException {
    Followed followed = new Followed();
    append(1);
    listen(followed);
    followed.await(1);
    store.close();

    await().atMost(PROMPTLY).until(() -> pool.active() == 0);
    assertThatNobodyListensOn(pool.dataSource(), 2);
  }

  private void assertThatNobodyListensOn(HikariDataSource connections, int size)
      throws SQLException {
    for (int i = 0; i < size; i++) {
      Connection connection = log.closing(connections.getConnection());
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("select count(*) from pg_listening_channels()")) {
        row.next();
        assertThat(row.getLong(1)).isZero();
      }
    }
  }

  @Test
  void aHandlerThatIsInterruptedByItselfIsReportedAndDoesNotHang() {
    append(1);
    Subscription subscription = store.subscribe(
        Checkpoint.START, EventFilter.all(), event -> Thread.currentThread().interrupt());

    await()
        .atMost(PROMPTLY)
        .until(() -> subscription.ended().toCompletableFuture().isDone());
    subscription.close();
  }

  @Test
  void largeEventsArriveInOrderThroughASmallPool() {
    String text = "x".repeat(1_000_000);
    for (int i = 0; i < 5; i++) {
      writer.append(
          STREAM,
          ExpectedVersion.any(),
          IntStream.range(0, 4).mapToObj(n -> noted(text)).toList());
      append(i);
    }
    Followed followed = new Followed();
    try (Subscription subscription = listen(followed)) {
      followed.watch(subscription);
      followed.await(25);
    }
    followed.assertIsTheWholeLog(log);
  }

  /** Subscribes, and waits until it does not poll: so what wakes it from then on is a notification. */
  private Subscription listen(Followed followed) {
    Subscription subscription = store.subscribe(Checkpoint.START, EventFilter.all(), followed);
    await().atMost(PROMPTLY).until(() -> pool.active() == 1);
    assertIsQuiet();
    return subscription;
  }

  private void append(long number) {
    writer.append(STREAM, ExpectedVersion.any(), counted(number, number));
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A real pool that counts how often a connection is taken from it. */
  private static final class CountingPool implements AutoCloseable {

    private final AtomicLong borrowed = new AtomicLong();
    private final HikariDataSource dataSource;

    CountingPool(int size) {
      dataSource = TestLog.pool(TestLog.server(), TestLog.database(), size);
      dataSource.setMetricsTrackerFactory((name, stats) -> new IMetricsTracker() {
        @Override
        public void recordConnectionAcquiredNanos(long nanos) {
          borrowed.incrementAndGet();
        }
      });
    }

    HikariDataSource dataSource() {
      return dataSource;
    }

    long borrowed() {
      return borrowed.get();
    }

    int active() {
      return dataSource.getHikariPoolMXBean().getActiveConnections();
    }

    int awaiting() {
      return dataSource.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    @Override
    public void close() {
      dataSource.close();
    }
  }
}
