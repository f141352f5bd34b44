package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.outbox.RelayProcess.Pause;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Relay processes whose clocks are wrong by two hours, in both directions, by libfaketime; skipped
 * where that is not installed.
 */
final class WrongClockIT {

  private final RelayRig rig = new RelayRig();
  private final RelaySettings settings = rig.settings().withBatchSize(20);

  @BeforeEach
  void requireWrongClock() {
    assumeTrue(
        WrongClock.isPossible(), "libfaketime is not installed, so no process has a wrong clock");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private ChildJvm startWithClock(String wrong) {
    return RelayProcess.start(WrongClock.by(wrong), rig, settings, Pause.NEVER);
  }

  @Test
  void theyTakeTurnsByTheDatabasesClockAndPublishEverythingOnceAndInOrder() {
    rig.log().deposits(50, 5);
    ChildJvm behind = startWithClock("-7200s");
    behind.await("leading in term 1");
    rig.awaitNoted();
    ChildJvm ahead = startWithClock("+7200s");
    ahead.await("standing by");
    rig.log().deposits(50, 5);
    rig.awaitNoted();
    assertThat(rig.status().term()).as("nobody takes the lease too early").isEqualTo(1);

    behind.kill();
    long killed = System.nanoTime();
    ahead.await("leading in term 2");
    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(20));
    rig.log().deposits(50, 5);
    rig.awaitNoted();

    rig.requireLogAndKafkaEqual();
    assertThat(rig.parked().list(10)).isEmpty();
  }
}
