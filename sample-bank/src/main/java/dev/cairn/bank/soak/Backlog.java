package dev.cairn.bank.soak;

import dev.cairn.CairnException;
import dev.cairn.bank.Bank;
import dev.cairn.projection.ProjectionStatus;
import java.util.concurrent.TimeUnit;

/**
 * How many transfers wait. Clients are faster than the process that moves the money, most of all while it is
 * dead; without a bound it would have more to do in the end than the soak has minutes. Thread-safe.
 */
final class Backlog {

  private static final long MOST = 1_000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Bank bank;
  private boolean full;
  private long lookedAt = System.nanoTime() - LOOK_NANOS;

  Backlog(Bank bank) {
    this.bank = bank;
  }

  /** As of a moment ago, or of when the database last answered. */
  synchronized boolean isFull() {
    if (System.nanoTime() - lookedAt >= LOOK_NANOS) {
      try {
        full = waiting() > MOST;
      } catch (CairnException e) {
        // The database is being killed; the clients find out by themselves.
      }
      lookedAt = System.nanoTime();
    }
    return full;
  }

  /** Events that the process has not seen, and transfers that it has under way. */
  private long waiting() {
    long unseen = ProjectionStatus.of(bank.store().database(), Bank.TRANSFERS)
        .map(ProjectionStatus::lagEvents)
        .orElse(0L);
    return unseen + bank.projections().process(Bank.TRANSFERS).instances();
  }
}
