package dev.cairn.event;

import dev.cairn.InvalidInputException;

/**
 * How many events a stream had when an event had been appended to it: the first event has version
 * 1, and an empty stream is at version 0. Versions of one stream have no holes.
 */
public record StreamVersion(long value) implements Comparable<StreamVersion> {

  /** The version of a stream without events. */
  public static final StreamVersion EMPTY = new StreamVersion(0);

  /** The version of a stream's first event. */
  public static final StreamVersion FIRST = new StreamVersion(1);

  /**
   * A version, 0 or more.
   *
   * @throws InvalidInputException if {@code value} is negative
   */
  public StreamVersion {
    if (value < 0) {
      throw new InvalidInputException(
          "stream version", value + " is negative; the first event has version 1");
    }
  }

  public static StreamVersion of(long value) {
    return new StreamVersion(value);
  }

  /** The version after {@code events} more events. */
  public StreamVersion plus(long events) {
    return new StreamVersion(value + events);
  }

  @Override
  public int compareTo(StreamVersion other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
