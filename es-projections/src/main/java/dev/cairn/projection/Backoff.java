package dev.cairn.projection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that get longer each time, and are never the same for two processes. Not thread-safe. */
final class Backoff {

  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;
  private static final int MOST_DOUBLINGS = 10;

  private int failures;

  Duration next() {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }

  void reset() {
    failures = 0;
  }
}
