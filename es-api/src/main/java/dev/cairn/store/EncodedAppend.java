package dev.cairn.store;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventCodec;
import dev.cairn.event.StreamId;
import java.util.List;
import java.util.UUID;

/**
 * A {@link StreamAppend} as a store writes it: checked against the limits and encoded. For stores.
 *
 * @param events at least one, in the order of the append
 */
public record EncodedAppend(StreamId stream, ExpectedVersion expected, List<Event> events) {

  /**
   * One event, ready to be written.
   *
   * @param payload JSON text in UTF-8; not copied, so nobody changes it
   * @param metadata as {@code payload}
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier on the path of every append, never compared
  public record Event(UUID id, String type, int revision, byte[] payload, byte[] metadata) {}

  /** How much its events hold, payloads and metadata. */
  public long bytes() {
    long bytes = 0;
    for (Event event : events) {
      bytes += event.payload().length + event.metadata().length;
    }
    return bytes;
  }

  /**
   * Checks and encodes everything that one call appends, or nothing.
   *
   * @return the appends in the order given
   * @throws InvalidInputException if there are too few or too many events, one is too large, or a
   *     stream is named twice
   * @throws DuplicateEventIdException if an id is used twice
   * @throws dev.cairn.event.EventEncodingException if the codec cannot write an event
   */
  public static List<EncodedAppend> encode(
      List<StreamAppend> appends, EventCodec codec, AppendLimits limits) {
    return new AppendEncoding(codec, limits).encode(appends);
  }
}
