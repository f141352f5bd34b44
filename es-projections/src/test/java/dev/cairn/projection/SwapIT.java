package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.Position;
import dev.cairn.projection.BankEvents.Deposited;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A new generation takes the place of the live one, whatever happens at that moment. */
final class SwapIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  private final ProjectionLog log = ProjectionLog.create();
  private Projections projections = projections(CrashPoints.NONE);

  @AfterEach
  void close() {
    log.close();
  }

  private Projections projections(CrashPoints crashPoints) {
    return log.closing(Projections.of(
        log.store(),
        ProjectionSettings.defaults().withLease(Duration.ofSeconds(1)),
        List.of(Projection.keyed(Balance.class)),
        crashPoints));
  }

  private void awaitHead() {
    projections.waitFor("balances", log.store().head(), SOON);
  }

  /** Somebody's long transaction has read the view: it cannot be replaced until that ends. */
  @Test
  void aSwapThatHasToWaitForReadersLosesNothingOfWhatItHadCaughtUp() throws Exception {
    log.deposits(100, 5);
    projections.start();
    awaitHead();
    CountDownLatch built = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Projections other = projections(point -> {
      if (point == CrashPoint.BEFORE_SWAP) {
        built.countDown();
        await(goOn);
      }
    });
    CompletableFuture<Void> rebuild = CompletableFuture.runAsync(
        () -> other.operations().rebuild(List.of("balances"), RebuildListener.NONE));
    await(built);
    // The live one is ahead of the new one now, which has to catch up in the swap.
    log.deposit(20, 5);
    awaitHead();
    List<Long> seen = new ArrayList<>();
    try (Connection reader = log.pool().getConnection()) {
      reader.setAutoCommit(false);
      seen.add(sum(reader));
      goOn.countDown();
      ProjectionLog.patiently()
          .until(() -> log.number("(select count(*) from pg_locks where not granted)") > 0);
      ProjectionLog.patiently()
          .until(() -> log.number("(select count(*) from pg_locks where not granted)") == 0);
      log.deposit(20, 5);
      reader.commit();
    }
    rebuild.get(20, TimeUnit.SECONDS);
    awaitHead();

    FreshFold.requireBalances(log);
    assertThat(seen).containsExactly(sumOf(log.events().subList(0, 120)));
    assertThat(other.operations().verify("balances", RebuildListener.NONE))
        .matches(VerificationReport::isSame);
  }

  private long sum(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row =
            statement.executeQuery("select sum(cents) from " + log.schema() + "_read.balances")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long sumOf(List<dev.cairn.event.RecordedEvent> events) {
    List<FreshFold.Sum> sums = new FreshFold(events).balanceSums();
    return sums.get(sums.size() - 1).cents();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRunnerNoticesByItselfThatItsGenerationWasRolledBack() {
    log.deposits(50, 5);
    projections.start();
    awaitHead();
    projections.operations().rebuild(List.of("balances"), RebuildListener.NONE);
    log.deposit(20, 5);
    awaitHead();

    projections.operations().rollback("balances");

    // Nothing more is appended that would wake it.
    ProjectionLog.patiently().untilAsserted(() -> FreshFold.requireBalances(log));
    assertThat(live()).isEqualTo(1);
  }

  @Test
  void aRetryIsMadeThoughNothingIsAppendedAfterTheSwap() {
    log.append(BankEvents.account(1), new Deposited(5, LocalDate.EPOCH));
    projections.start();
    awaitHead();
    projections.operations().rebuild(List.of("balances"), RebuildListener.NONE);

    projections.operations().parked("balances").retry("1", "an operator");

    ProjectionLog.patiently()
        .untilAsserted(
            () -> assertThat(projections.operations().parked("balances").list(10))
                .singleElement()
                .matches(sequence -> sequence.attempts() == 1));
  }

  @Test
  void waitingAfterARollbackIsWaitingForWhatReadersSee() {
    log.deposits(50, 5);
    projections.start();
    awaitHead();
    projections.operations().rebuild(List.of("balances"), RebuildListener.NONE);
    for (int round = 0; round < 5; round++) {
      log.deposit(20, 5);
      awaitHead();
      projections.operations().rollback("balances");
      log.deposit(5, 5);

      awaitHead();

      FreshFold.requireBalances(log);
    }
  }

  @Test
  void aRollbackWithoutAPreviousGenerationIsRefused() {
    log.deposits(50, 5);
    projections.operations().rebuild(List.of("balances"), RebuildListener.NONE);

    assertThat(org.assertj.core.api.Assertions.catchThrowable(
            () -> projections.operations().rollback("balances")))
        .isInstanceOf(UnknownProjectionException.class)
        .hasMessageContaining("no previous generation");
  }

  @Test
  void whatIsBuiltAndNotSwappedIsSwappedLaterWithWhatCameMeanwhile() {
    log.deposits(50, 5);
    projections.start();
    awaitHead();
    projections
        .operations()
        .rebuild(
            List.of("balances"), RebuildOptions.defaults().withSwap(false), RebuildListener.NONE);
    assertThat(live()).isEqualTo(1);
    log.deposit(50, 5);
    awaitHead();

    projections.operations().swap("balances", RebuildListener.NONE);

    assertThat(live()).isEqualTo(2);
    FreshFold.requireBalances(log);
    assertThat(projections.operations().dropPrevious("balances")).isTrue();
    assertThat(projections.operations().dropPrevious("balances")).isFalse();
    assertThat(log.number("(select count(*) from pg_namespace where nspname ~ '^@_balances')"))
        .isEqualTo(1);
  }

  @Test
  void anAuditReadsTheReadModelAsItWas() {
    log.deposits(50, 5);
    Position then = log.store().head();
    long sum = sumOf(log.events());
    log.deposit(50, 5);
    projections.operations().rebuild(List.of("balances"), RebuildListener.NONE);

    String schema = projections.operations().asOf("balances", then, RebuildListener.NONE);
    String again = projections.operations().asOf("balances", then, RebuildListener.NONE);

    assertThat(again).isEqualTo(schema);
    assertThat(log.number("(select sum(cents) from " + schema + ".balances)")).isEqualTo(sum);
    assertThat(log.number("(select count(*) from @.projection_generations)")).isEqualTo(1);
    FreshFold.requireBalances(log);
  }

  private long live() {
    return log.number("(select generation from @.projection_generations where state = 'live')");
  }
}
