package dev.cairn.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Wakes those who wait for events beyond a position. A signal may come late, twice or never: it only
 * shortens a wait. Thread-safe.
 */
final class LogSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long announced;

  /** Says that the log has an event at this position. */
  void announce(long position) {
    lock.lock();
    try {
      if (position > announced) {
        announced = position;
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait. */
  void wakeAll() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when an event beyond the position is announced, when {@code stop} holds, or after the time. */
  void awaitBeyond(long position, Duration atMost, BooleanSupplier stop)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      while (announced <= position && !stop.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return;
        }
        moved.await(left, TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }
}
