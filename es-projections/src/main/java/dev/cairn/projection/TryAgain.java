package dev.cairn.projection;

import java.time.Duration;

/** How long what has failed is left alone: longer each time, a minute at most. */
final class TryAgain {

  private static final long FIRST_MILLIS = 100;
  private static final int MOST_DOUBLINGS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private TryAgain() {}

  static Duration after(int attempts) {
    Duration pause = Duration.ofMillis(FIRST_MILLIS << Math.min(attempts, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
