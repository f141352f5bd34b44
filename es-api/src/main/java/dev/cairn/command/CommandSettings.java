package dev.cairn.command;

import dev.cairn.InvalidInputException;
import java.time.Duration;

/**
 * How conflicts with other writers are met.
 *
 * @param attempts how often a command is decided at most
 * @param firstPause the longest pause before the second attempt; it doubles before each further
 *     one, and the pause taken is random up to it, so that writers do not meet again
 * @param longestPause where the doubling ends
 */
public record CommandSettings(int attempts, Duration firstPause, Duration longestPause) {

  private static final CommandSettings DEFAULTS =
      new CommandSettings(10, Duration.ofMillis(1), Duration.ofMillis(100));

  /**
   * @throws InvalidInputException if there is no attempt, or a pause is negative or longer than an
   *     hour
   */
  public CommandSettings {
    if (attempts < 1) {
      throw new InvalidInputException(
          "number of attempts", "is " + attempts + "; it must be at least 1");
    }
    requirePause(firstPause);
    requirePause(longestPause);
  }

  private static void requirePause(Duration pause) {
    if (pause.isNegative() || pause.compareTo(Duration.ofHours(1)) > 0) {
      throw new InvalidInputException(
          "pause between attempts", "is " + pause + "; it is between zero and an hour");
    }
  }

  /** 10 attempts, pauses of up to 1 ms at first and of up to 100 ms in the end. */
  public static CommandSettings defaults() {
    return DEFAULTS;
  }

  public CommandSettings withAttempts(int most) {
    return new CommandSettings(most, firstPause, longestPause);
  }

  public CommandSettings withPauses(Duration first, Duration longest) {
    return new CommandSettings(attempts, first, longest);
  }
}
