package dev.cairn.projection;

import dev.cairn.event.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the projections that this process runs have come, for those who wait for them. Thread-safe. */
final class ProgressBoard {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<String, Position> positions = new HashMap<>();
  private long changes;

  /** A projection's read model has everything up to that position. */
  void reached(String projection, Position position) {
    lock.lock();
    try {
      positions.put(projection, position);
      changes++;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** This process does not keep the projection any more, or does not know how far it is. */
  void forget(String projection) {
    lock.lock();
    try {
      positions.remove(projection);
    } finally {
      lock.unlock();
    }
  }

  long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a read model kept by this process is that far; false also if another process keeps it. */
  boolean hasReached(String projection, Position position) {
    lock.lock();
    try {
      Position reached = positions.get(projection);
      return reached != null && !position.isAfter(reached);
    } finally {
      lock.unlock();
    }
  }

  /** Returns when there were more changes than {@code known}, or after the time. */
  void await(long known, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      while (changes == known) {
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
