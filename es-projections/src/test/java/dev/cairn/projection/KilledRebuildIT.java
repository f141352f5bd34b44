package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.projection.ProjectionProcess.Activity;
import dev.cairn.projection.ProjectionProcess.Pause;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A process that rebuilds read models is killed or stopped at every step, while they are read all the time
 * and another process keeps them up to date.
 */
final class KilledRebuildIT {

  private static final int ACCOUNTS = 30;
  private static final Duration LEASE = Duration.ofMillis(600);
  /** So little memory that there are several flushes. */
  private static final ProjectionSettings SETTINGS =
      ProjectionSettings.defaults().withLease(LEASE).withPageSize(50).withMemory(4_000);

  private final ProjectionLog log = ProjectionLog.create();
  private Projections projections;
  private ContinuousReader balances;
  private ContinuousReader postings;

  @BeforeEach
  void readModelsThatAreReadAllTheTime() {
    log.deposits(600, ACCOUNTS);
    projections = log.closing(Projections.of(log.store(), SETTINGS, ProjectionProcess.all()));
    projections.start();
    awaitHead();
    balances = ContinuousReader.of(log, "balances");
    postings = ContinuousReader.of(log, "postings");
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void readersSeeWholeReadModelsThoughTheRebuildIsKilledAgainAndAgain() {
    killAt(
        new Pause(CrashPoint.BUILD_BEGUN, 2),
        new Pause(CrashPoint.BEFORE_FLUSH, 3),
        new Pause(CrashPoint.AFTER_COMMIT, 3),
        new Pause(CrashPoint.BEFORE_CATCH_UP, 1),
        new Pause(CrashPoint.DURING_SWAP, 1),
        new Pause(CrashPoint.AFTER_SWAP, 2));
  }

  @Tag("soak")
  @Test
  void readersSeeWholeReadModelsThoughTheRebuildIsKilledAtEveryOtherStep() {
    killAt(
        new Pause(CrashPoint.BEFORE_COMMIT, 3),
        new Pause(CrashPoint.AFTER_FLUSH, 3),
        new Pause(CrashPoint.BEFORE_SWAP, 1),
        new Pause(CrashPoint.AFTER_SWAP, 1),
        new Pause(CrashPoint.DURING_SWAP, 2));
  }

  private void killAt(Pause... pauses) {
    for (Pause pause : pauses) {
      ChildJvm child = ProjectionProcess.start(log, Activity.REBUILD, SETTINGS, pause);
      child.await(pause.line());
      child.kill();
      log.deposit(ACCOUNTS, ACCOUNTS);
      balances.awaitAnotherRead();
      postings.awaitAnotherRead();
    }

    ProjectionProcess.start(log, Activity.REBUILD, SETTINGS, Pause.NEVER).await("rebuilt");

    requireWhole();
    requireNothingLeftBehind();
  }

  @Test
  void readersWaitForAProcessThatIsStoppedInTheMiddleOfTheSwapNoLongerThanItsLease() {
    ChildJvm frozen = ProjectionProcess.start(
        log, Activity.REBUILD, SETTINGS, new Pause(CrashPoint.DURING_SWAP, 1));
    frozen.await("at DURING_SWAP");
    frozen.freeze();
    long stopped = System.nanoTime();

    balances.awaitAnotherRead();

    assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(LEASE.plusSeconds(2));
    log.deposit(ACCOUNTS, ACCOUNTS);
    requireWhole();
  }

  @Test
  void whoWakesAfterAnotherHasRebuiltSwapsNothing() {
    ChildJvm frozen = ProjectionProcess.start(
        log, Activity.REBUILD, SETTINGS, new Pause(CrashPoint.BEFORE_SWAP, 1));
    frozen.await("at BEFORE_SWAP");
    frozen.freeze();
    frozen.tell("go on");
    log.deposit(ACCOUNTS, ACCOUNTS);
    ProjectionProcess.start(log, Activity.REBUILD, SETTINGS, Pause.NEVER).await("rebuilt");
    log.deposit(ACCOUNTS, ACCOUNTS);
    long live = live();

    frozen.thaw();

    frozen.awaitEnd();
    assertThat(live()).isEqualTo(live);
    requireWhole();
  }

  private long live() {
    return log.number(
        "(select sum(generation) from @.projection_generations where state = 'live')");
  }

  private void awaitHead() {
    projections
        .names()
        .forEach(name -> projections.waitFor(name, log.store().head(), Duration.ofMinutes(2)));
  }

  private void requireWhole() {
    awaitHead();
    balances.awaitAnotherRead();
    postings.awaitAnotherRead();
    FreshFold fold = new FreshFold(log.events());
    balances.requireWholeAndForward(fold.balanceSums());
    postings.requireWholeAndForward(fold.postingSums());
    FreshFold.requireBalances(log);
    FreshFold.requirePostings(log);
    for (String name : projections.names()) {
      assertThat(projections.operations().verify(name, RebuildListener.NONE))
          .matches(VerificationReport::isSame);
    }
  }

  /** For each projection a live generation and the one before, and no schema besides theirs. */
  private void requireNothingLeftBehind() {
    assertThat(log.rows(
            "select projection || ' ' || state from @.projection_generations order by 1",
            row -> row.getString(1)))
        .containsExactly(
            "balances live", "balances previous", "postings live", "postings previous");
    assertThat(log.number(
            "(select count(*) from pg_namespace where nspname ~ '^@_(balances|postings)_')"))
        .isEqualTo(4);
  }
}
