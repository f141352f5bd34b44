package dev.cairn.outbox.settings;

import java.time.Duration;

/** A moment by the clock that nobody sets. */
final class Deadline {

  private final long nanos;

  Deadline(Duration from) {
    nanos = System.nanoTime() + from.toNanos();
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }
}
