package dev.cairn.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Wakes those who wait for more events. A signal may come late, twice, never or without any event: it
 * only shortens a wait. Thread-safe.
 */
final class LogSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long heard;
  private String last = "";

  /** How much has been announced until now. */
  long heard() {
    lock.lock();
    try {
      return heard;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Says that the log has more events.
   *
   * @param what as the notification has it: the position of the last of them. It is only compared with the
   *     one before, because a store hears of its own appends twice. Anybody may send a notification, so
   *     nothing is concluded from it.
   */
  void announce(String what) {
    lock.lock();
    try {
      if (!what.equals(last)) {
        last = what;
        heard++;
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets those who wait see whether they are to stop. */
  void wakeAll() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when more is announced than was {@code known}, when {@code stop} holds, or after the time. */
  void awaitMore(long known, Duration atMost, BooleanSupplier stop) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      while (heard == known && !stop.getAsBoolean()) {
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
