package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.projection.ProjectionProcess.Activity;
import dev.cairn.projection.ProjectionProcess.Pause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that keeps read models is killed or stopped, and another one takes over. */
final class KilledProjectionIT {

  private static final int ACCOUNTS = 10;
  private static final ProjectionSettings SETTINGS =
      ProjectionSettings.defaults().withLease(Duration.ofMillis(800)).withPageSize(20);

  private final ProjectionLog log = ProjectionLog.create();
  private Projections projections;

  @BeforeEach
  void twoReadModels() {
    log.deposits(200, ACCOUNTS);
    projections = log.closing(Projections.of(log.store(), SETTINGS, ProjectionProcess.all()));
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void everyEventIsAppliedOnceThoughProcessesAreKilledAtTheirCommit(CrashPoint point) {
    log.deposit(200, ACCOUNTS);
    for (int pass = 1; pass <= 2; pass++) {
      ChildJvm child =
          ProjectionProcess.start(log, Activity.RUN, SETTINGS, new Pause(point, 3 * pass));
      child.await("at " + point);
      child.kill();
      log.deposit(20, ACCOUNTS);
    }

    projections.start();

    requireWhole();
  }

  @Test
  void oneProcessWorksAndTheOtherTakesOverWithinTheLease() {
    ChildJvm first = ProjectionProcess.start(log, Activity.RUN, SETTINGS, Pause.NEVER);
    first.await("runs all");
    ChildJvm second = ProjectionProcess.start(log, Activity.RUN, SETTINGS, Pause.NEVER);
    second.await("runs none");
    log.deposit(20, ACCOUNTS);
    awaitHead();
    assertThat(second.printed()).doesNotContain("runs all", "runs some");

    first.kill();
    log.deposit(20, ACCOUNTS);
    long died = System.nanoTime();
    awaitHead();

    // The lease, the longest time until a standby looks again, and something for a loaded machine.
    assertThat(Duration.ofNanos(System.nanoTime() - died))
        .isLessThan(SETTINGS.lease().plus(SETTINGS.lease().dividedBy(4)).plusSeconds(2));
    second.await("runs all");
    requireWhole();
  }

  @Test
  void whoIsStoppedInTheMiddleOfATransactionChangesNothingWhenItWakes() {
    log.deposit(100, ACCOUNTS);
    ChildJvm frozen = ProjectionProcess.start(
        log, Activity.RUN, SETTINGS, new Pause(CrashPoint.BEFORE_COMMIT, 3));
    frozen.await("at BEFORE_COMMIT");
    frozen.freeze();
    frozen.tell("go on");

    projections.start();
    awaitHead();
    List<ProjectionStatus> before = projections.operations().status();
    frozen.thaw();

    frozen.await("runs none");
    log.deposit(50, ACCOUNTS);
    requireWhole();
    assertThat(projections.operations().status())
        .extracting(ProjectionStatus::runner)
        .isEqualTo(before.stream().map(ProjectionStatus::runner).toList());
  }

  @Test
  void whoIsStoppedBetweenTwoPagesChangesNothingWhenItWakes() {
    ChildJvm frozen = ProjectionProcess.start(log, Activity.RUN, SETTINGS, Pause.NEVER);
    frozen.await("runs all");
    log.deposit(50, ACCOUNTS);
    awaitHead();
    frozen.freeze();
    log.deposit(50, ACCOUNTS);

    projections.start();
    awaitHead();
    log.deposit(50, ACCOUNTS);
    awaitHead();
    frozen.thaw();

    frozen.await("runs none");
    requireWhole();
  }

  private void awaitHead() {
    projections
        .names()
        .forEach(name -> projections.waitFor(name, log.store().head(), Duration.ofMinutes(2)));
  }

  private void requireWhole() {
    awaitHead();
    FreshFold.requireBalances(log);
    FreshFold.requirePostings(log);
    for (String name : projections.names()) {
      assertThat(projections.operations().verify(name, RebuildListener.NONE))
          .matches(VerificationReport::isSame);
    }
  }
}
