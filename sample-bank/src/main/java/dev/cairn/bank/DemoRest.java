package dev.cairn.bank;

import dev.cairn.CairnException;
import dev.cairn.event.Position;
import dev.cairn.outbox.RelayStatus;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.ProjectionBehindException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until a bank has come to rest, whichever processes work on it. */
record DemoRest(Bank bank, BooleanSupplier stop) {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final String PROCESS = "transfer-process";

  /** No transfer is under way, and every read model shows all of the log; false if it was told to stop before. */
  boolean await() {
    return await(() -> isAtHead() && nothingIsUnderWay() && isAtHead());
  }

  /** A relay has published all of the log. */
  boolean awaitPublished(String relay) {
    return await(() -> !bank.store()
        .head()
        .isAfter(RelayStatus.of(bank.store().database(), relay)
            .map(RelayStatus::cursor)
            .orElse(Position.START)));
  }

  private boolean nothingIsUnderWay() {
    ProcessOperations transfers = bank.projections().process(PROCESS);
    return transfers.instances() == 0 && transfers.waiting(1).isEmpty();
  }

  private boolean isAtHead() {
    Position head = bank.store().head();
    return bank.projections().names().stream().allMatch(name -> {
      try {
        bank.projections().waitFor(name, head, LOOK);
        return true;
      } catch (ProjectionBehindException e) {
        ReadModelRun.requireMoving(bank, name);
        return false;
      }
    });
  }

  private boolean await(BooleanSupplier done) {
    while (!isDone(done)) {
      if (stop.getAsBoolean()) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return true;
  }

  /** The database may just be starting again. */
  private static boolean isDone(BooleanSupplier done) {
    try {
      return done.getAsBoolean();
    } catch (CairnException e) {
      return false;
    }
  }
}
