package dev.cairn.store;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;

/**
 * Which events of a stream to read, and in which order.
 *
 * @param from the version of the first event to look at, inclusive
 * @param limit how many events of the stream to look at, at most
 * @param asStored whether events are wanted in the form in which they were stored, one for each version;
 *     otherwise they come as what they are today, see {@link dev.cairn.event.RecordedEvent#upcast()}
 */
public record StreamRead(
    StreamId stream, Direction direction, StreamVersion from, long limit, boolean asStored) {

  public StreamRead {
    if (limit < 1) {
      throw new InvalidInputException("limit of a read", "is " + limit + "; it must be at least 1");
    }
  }

  /** The whole stream, oldest event first. */
  public static StreamRead forward(StreamId stream) {
    return new StreamRead(stream, Direction.FORWARD, StreamVersion.FIRST, Long.MAX_VALUE, false);
  }

  /** The whole stream, newest event first. */
  public static StreamRead backward(StreamId stream) {
    return new StreamRead(
        stream, Direction.BACKWARD, new StreamVersion(Long.MAX_VALUE), Long.MAX_VALUE, false);
  }

  /** The same, beginning with the event of this version. */
  public StreamRead from(StreamVersion version) {
    return new StreamRead(stream, direction, version, limit, asStored);
  }

  /** The same, looking at no more than so many events. */
  public StreamRead limit(long events) {
    return new StreamRead(stream, direction, from, events, asStored);
  }

  /** The same, each event in the form in which it was stored. */
  public StreamRead stored() {
    return new StreamRead(stream, direction, from, limit, true);
  }
}
