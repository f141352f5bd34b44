package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.RelayHaltedException.Reason;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A relay is closed while Kafka does not answer whether it has committed. */
final class UnclearCloseIT {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  /** At most once, nothing may go on from a position after which something may have been published. */
  @Test
  void theRecordedPositionIsNotTakenForTheCursor() throws InterruptedException {
    CountDownLatch committed = new CountDownLatch(1);
    rig.log().deposits(10, 1);
    OutboxRelay relay = rig.start(rig.settings(), point -> {
      if (point == CrashPoint.AFTER_COMMIT) {
        committed.countDown();
        awaitClosing();
        throw new TimeoutException("No answer, though it is committed");
      }
    });
    committed.await();
    Thread closing = new Thread(relay::close, "closing");
    closing.start();
    closing.join();

    RelayHaltedException halted =
        rig.halted(rig.settings().withGuarantee(DeliveryGuarantee.atMostOnce()));

    assertThat(halted.reason()).isEqualTo(Reason.CURSOR_BEHIND);
    rig.publishAll();
    rig.requireLogAndKafkaEqual();
  }

  private static void awaitClosing() {
    RelayRig.patiently()
        .until(() -> Thread.getAllStackTraces().entrySet().stream()
            .filter(thread -> thread.getKey().getName().equals("closing"))
            .anyMatch(thread -> thread.getValue().length > 0
                && thread.getKey().getState() == Thread.State.TIMED_WAITING));
  }
}
