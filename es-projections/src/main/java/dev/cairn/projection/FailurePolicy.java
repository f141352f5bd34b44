package dev.cairn.projection;

import dev.cairn.InvalidInputException;
import java.time.Duration;

/**
 * What happens to an event that a projection cannot handle. A database that is away or overloaded is no
 * such failure: it is waited for. Nor is a statement that the database does not understand or permit: the
 * projection stops, since every event would meet the same.
 */
public sealed interface FailurePolicy {

  /** The projection stops before the event, and says so; after a change, start it again. */
  static FailurePolicy stop() {
    return new Stop();
  }

  /** The event and the later ones of its key wait for an operator; all other keys go on. The default. */
  static FailurePolicy park() {
    return new Park(3, Duration.ofMillis(100), Duration.ofSeconds(5));
  }

  /** The event is left out of the read model, which its record says; the later ones of its key go on. */
  static FailurePolicy skip() {
    return new Skip();
  }

  /** See {@link FailurePolicy#stop()}. */
  record Stop() implements FailurePolicy {}

  /** See {@link FailurePolicy#skip()}. */
  record Skip() implements FailurePolicy {}

  /**
   * See {@link FailurePolicy#park()}. A keyed read model's methods are pure, so trying them again is of no
   * use, and their events are parked at once.
   *
   * @param attempts how often a free projection tries an event by itself before it is parked
   * @param firstPause before the second attempt; it doubles before each further one
   * @param longestPause where the doubling ends
   */
  record Park(int attempts, Duration firstPause, Duration longestPause) implements FailurePolicy {

    /**
     * @throws InvalidInputException if there is no attempt, or a pause is negative or longer than an hour
     */
    public Park {
      if (attempts < 1 || attempts > 100) {
        throw new InvalidInputException(
            "attempts of a failure policy", "are " + attempts + "; choose 1 to 100");
      }
      requirePause(firstPause);
      requirePause(longestPause);
    }

    private static void requirePause(Duration pause) {
      if (pause.isNegative() || pause.compareTo(Duration.ofHours(1)) > 0) {
        throw new InvalidInputException(
            "pause of a failure policy", "is " + pause + "; it is between zero and an hour");
      }
    }

    Duration pauseAfter(int failures) {
      Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
      return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
  }
}
