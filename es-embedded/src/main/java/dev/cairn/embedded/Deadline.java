package dev.cairn.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A moment until which something in the operating system is looked at again and again. */
final class Deadline {

  private static final long PAUSE_MILLIS = 10;

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /**
   * Waits a moment before the next look.
   *
   * @return false, at once, if the deadline has passed or the thread is interrupted; the interrupt
   *     keeps its flag
   */
  boolean pause() {
    if (left().isZero()) {
      return false;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
