package dev.cairn.outbox.consumer;

import dev.cairn.InvalidInputException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often an event is tried, and how long is waited between. The wait doubles from the first to the
 * longest; each is drawn at random from its upper half, so that members who failed together do not come
 * back together. Meanwhile the partition waits and the others go on.
 *
 * @param attempts how often an event is tried in all, the first time included; not counted is a failure amid
 *     other events in one transaction, after which each is tried in its own
 * @param first the longest wait after the first failure
 * @param longest which no wait exceeds
 */
public record Retries(int attempts, Duration first, Duration longest) {

  /** So that a day, doubled so often, is still a number. */
  private static final int MOST_DOUBLINGS = 30;

  public Retries {
    if (attempts < 1) {
      throw new InvalidInputException(
          "number of attempts", "is " + attempts + "; it must be 1 or more");
    }
    if (first.toMillis() < 1 || longest.compareTo(first) < 0 || longest.toDays() > 0) {
      throw new InvalidInputException(
          "waits",
          "go from " + first + " to " + longest
              + "; they must begin with a millisecond or more and end within a day");
    }
  }

  /** 10 attempts, with waits from 200 milliseconds to 30 seconds: a minute in all. */
  public static Retries defaults() {
    return new Retries(10, Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  public Retries withAttempts(int inAll) {
    return new Retries(inAll, first, longest);
  }

  public Retries withWaits(Duration shortest, Duration atMost) {
    return new Retries(attempts, shortest, atMost);
  }

  /** The wait after so many failures, 1 or more. */
  Duration after(int failures, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long millis = Math.min(longest.toMillis(), doubled);
    return Duration.ofMillis(random.nextLong((millis + 1) / 2, millis + 1));
  }
}
