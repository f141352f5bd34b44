package dev.cairn.projection;

import dev.cairn.projection.ProjectionProcess.Activity;
import dev.cairn.projection.ProjectionProcess.Pause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever runs a process is killed or stopped, and another one takes over: no money comes or goes. */
final class KilledProcessIT {

  private static final int WALLETS = 4;
  private static final ProjectionSettings SETTINGS =
      ProjectionSettings.defaults().withLease(Duration.ofMillis(800)).withPageSize(20);

  private final ProjectionLog log = ProjectionLog.create();
  private final Payments payments = Payments.in(log, WALLETS);

  @AfterEach
  void close() {
    log.close();
  }

  private Projections here() {
    return log.closing(Projections.of(
        log.store(),
        SETTINGS,
        List.of(Projection.process(PaymentProcess.class, payments.commands()))));
  }

  private ChildJvm child(Pause pause) {
    return ProjectionProcess.start(log, Activity.PAY, SETTINGS, pause);
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "AFTER_STEP"})
  void everyPaymentEndsOnceThoughProcessesAreKilledAtTheirCommit(CrashPoint point) {
    killAt(point);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(names = {"AFTER_COMMIT", "BEFORE_STEP"})
  void everyPaymentEndsOnceThoughProcessesAreKilledElsewhere(CrashPoint point) {
    killAt(point);
  }

  @Test
  void everyPaymentEndsOnceThoughProcessesAreKilledAtACommitThatCommandsShare() {
    killAt(CrashPoint.BEFORE_SHARED_STEP, 1, 4);
  }

  private void killAt(CrashPoint point) {
    // Looking for work is a step, too, and there are many of these.
    killAt(point, 2, 9);
  }

  private void killAt(CrashPoint point, int... passes) {
    payments.request("p", 20, WALLETS, 100);
    payments.request("too-much", 4, WALLETS, 5_000);
    for (int pass : passes) {
      ChildJvm child = child(new Pause(point, pass));
      child.await("at " + point);
      child.kill();
    }

    here().start();

    payments.awaitAllEnded(24);
    payments.requireConserved(WALLETS);
  }

  @ParameterizedTest
  @CsvSource({"BEFORE_STEP, 12", "BEFORE_SHARED_STEP, 3"})
  void whoIsStoppedInTheMiddleOfAStepCarriesNothingOutWhenItWakes(CrashPoint point, int pass) {
    payments.request("p", 20, WALLETS, 100);
    ChildJvm frozen = child(new Pause(point, pass));
    frozen.await("at " + point);
    frozen.freeze();
    frozen.tell("go on");

    here().start();
    payments.awaitAllEnded(20);
    frozen.thaw();

    frozen.await("runs none");
    payments.request("q", 20, WALLETS, 100);
    payments.awaitAllEnded(40);
    payments.requireConserved(WALLETS);
  }
}
