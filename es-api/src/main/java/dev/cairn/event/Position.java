package dev.cairn.event;

import dev.cairn.InvalidInputException;

/**
 * Where an event stands in the log. Positions rise strictly in commit order: a reader that has read
 * everything up to a position never later finds a committed event at or below it.
 *
 * <p>Positions may have holes, which are final: nobody has to wait for them. A position means
 * something only together with the log it belongs to.
 */
public record Position(long value) implements Comparable<Position> {

  /** Before the first event. */
  public static final Position START = new Position(0);

  /**
   * A position, 0 or more.
   *
   * @throws InvalidInputException if {@code value} is negative
   */
  public Position {
    if (value < 0) {
      throw new InvalidInputException(
          "position", value + " is negative; the log starts after position 0");
    }
  }

  public static Position of(long value) {
    return new Position(value);
  }

  public boolean isAfter(Position other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Position other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
