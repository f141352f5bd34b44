package dev.cairn.snapshot;

import dev.cairn.InvalidInputException;
import java.time.Duration;

/**
 * How states are remembered and snapshots are taken.
 *
 * @param rememberedStates how many states are kept in memory at most; none if 0
 * @param trust for how long a state in memory is decided on without a look at the log. The append says
 *     whether it is old; what it cannot say is that the database went back to an earlier time meanwhile, which
 *     takes longer than this
 * @param waiting how many snapshots may wait to be taken; what comes when there are more is dropped
 */
public record SnapshotSettings(int rememberedStates, Duration trust, int waiting) {

  private static final SnapshotSettings DEFAULTS =
      new SnapshotSettings(1_000, Duration.ofSeconds(1), 1_000);

  /**
   * @throws InvalidInputException if a number is negative, or nothing may wait
   */
  public SnapshotSettings {
    if (rememberedStates < 0) {
      throw new InvalidInputException(
          "states to remember", "are " + rememberedStates + "; 0 is for none");
    }
    if (trust.isNegative()) {
      throw new InvalidInputException("trust in states in memory", "is negative: " + trust);
    }
    if (waiting < 1) {
      throw new InvalidInputException(
          "snapshots that may wait", "are " + waiting + "; there must be at least 1");
    }
  }

  /** A thousand states, trusted for a second; a thousand snapshots that wait. */
  public static SnapshotSettings defaults() {
    return DEFAULTS;
  }

  public SnapshotSettings withRememberedStates(int states) {
    return new SnapshotSettings(states, trust, waiting);
  }

  public SnapshotSettings withTrust(Duration duration) {
    return new SnapshotSettings(rememberedStates, duration, waiting);
  }

  public SnapshotSettings withWaiting(int snapshots) {
    return new SnapshotSettings(rememberedStates, trust, snapshots);
  }
}
