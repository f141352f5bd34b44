package dev.cairn.store;

import dev.cairn.event.Position;

/**
 * Which part of the log to read, always in the order of positions.
 *
 * @param after events after this position, exclusive
 * @param upTo events up to this position, inclusive
 * @param asStored whether events are wanted in the form in which they were stored, one for each that is in
 *     the log, with a filter for the types of then; otherwise they come as what they are today, see {@link
 *     dev.cairn.event.RecordedEvent#upcast()}
 */
public record LogRead(Position after, Position upTo, EventFilter filter, boolean asStored) {

  private static final Position END = new Position(Long.MAX_VALUE);

  /** The whole log as it is when the read begins. */
  public static LogRead all() {
    return new LogRead(Position.START, END, EventFilter.all(), false);
  }

  /** The log after a position. */
  public static LogRead after(Position position) {
    return all().withAfter(position);
  }

  public LogRead withAfter(Position position) {
    return new LogRead(position, upTo, filter, asStored);
  }

  public LogRead withUpTo(Position position) {
    return new LogRead(after, position, filter, asStored);
  }

  public LogRead withFilter(EventFilter events) {
    return new LogRead(after, upTo, events, asStored);
  }

  /** The same, each event in the form in which it was stored. */
  public LogRead stored() {
    return new LogRead(after, upTo, filter, true);
  }
}
