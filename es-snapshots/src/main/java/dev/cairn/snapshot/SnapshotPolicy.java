package dev.cairn.snapshot;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamVersion;
import java.time.Duration;

/**
 * When a snapshot of an aggregate is taken. Asked on the threads of callers, so it answers at once, and is
 * thread-safe.
 */
public interface SnapshotPolicy {

  /** Whether to take one after an append that brought the stream from one version to another. */
  default boolean afterAppend(StreamVersion before, StreamVersion after) {
    return false;
  }

  /**
   * Whether to take one of a state that was loaded just now.
   *
   * @param replayed how many events were read for it
   */
  default boolean afterLoad(long replayed, Duration took) {
    return false;
  }

  /**
   * Each time a stream has so many events more.
   *
   * @throws InvalidInputException if that is less than one
   */
  static SnapshotPolicy every(long events) {
    requirePositive("events between snapshots", events);
    return new SnapshotPolicy() {
      @Override
      public boolean afterAppend(StreamVersion before, StreamVersion after) {
        return before.value() / events < after.value() / events;
      }
    };
  }

  /** When more events than these had to be read to load the state. */
  static SnapshotPolicy whenReplayed(long events) {
    requirePositive("events of a replay", events);
    return new SnapshotPolicy() {
      @Override
      public boolean afterLoad(long replayed, Duration took) {
        return replayed > events;
      }
    };
  }

  /** When loading the state took longer, and at least one event had to be read for it. */
  static SnapshotPolicy whenLoadTook(Duration longer) {
    requirePositive("nanoseconds of a load", longer.toNanos());
    return new SnapshotPolicy() {
      @Override
      public boolean afterLoad(long replayed, Duration took) {
        return replayed > 0 && took.compareTo(longer) > 0;
      }
    };
  }

  private static void requirePositive(String what, long value) {
    if (value < 1) {
      throw new InvalidInputException(what, "are " + value + "; there must be at least 1");
    }
  }

  /** When this one or the other says so. */
  default SnapshotPolicy or(SnapshotPolicy other) {
    SnapshotPolicy one = this;
    return new SnapshotPolicy() {
      @Override
      public boolean afterAppend(StreamVersion before, StreamVersion after) {
        return one.afterAppend(before, after) || other.afterAppend(before, after);
      }

      @Override
      public boolean afterLoad(long replayed, Duration took) {
        return one.afterLoad(replayed, took) || other.afterLoad(replayed, took);
      }
    };
  }
}
