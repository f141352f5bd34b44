package dev.cairn.store;

import dev.cairn.event.Position;

/**
 * Which part of the log to read, always in the order of positions.
 *
 * @param after events after this position, exclusive
 * @param upTo events up to this position, inclusive
 */
public record LogRead(Position after, Position upTo, EventFilter filter) {

  private static final Position END = new Position(Long.MAX_VALUE);

  /** The whole log as it is when the read begins. */
  public static LogRead all() {
    return new LogRead(Position.START, END, EventFilter.all());
  }

  /** The log after a position. */
  public static LogRead after(Position position) {
    return all().withAfter(position);
  }

  public LogRead withAfter(Position position) {
    return new LogRead(position, upTo, filter);
  }

  public LogRead withUpTo(Position position) {
    return new LogRead(after, position, filter);
  }

  public LogRead withFilter(EventFilter events) {
    return new LogRead(after, upTo, events);
  }
}
