package dev.cairn.testing;

import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Sends events through storage and back, so that a test notices what a log would lose. */
record StoredForm(EventCodec codec) {

  static final StreamId SOME_STREAM = StreamId.of("test", "1");

  /** The event as it comes back, equal to what it was. */
  Object through(Object event) {
    return recorded(SOME_STREAM, event, Instant.EPOCH).payload();
  }

  /** The same with what a log says about it. */
  RecordedEvent recorded(StreamId stream, Object event, Instant time) {
    EncodedEvent encoded;
    RecordedEvent recorded;
    Object back;
    try {
      encoded = codec.encode(event);
      recorded = recorded(stream, encoded, time);
      back = recorded.payload();
    } catch (RuntimeException e) {
      throw new AssertionError(
          "The event " + event + " cannot be stored and read again: " + e.getMessage(), e);
    }
    if (!back.equals(event)) {
      throw new AssertionError("The event is another one after storage. Keep everything it knows in"
          + " record components of types that are equal if their parts are.\n"
          + "  before: " + event + "\n"
          + "  stored: " + new String(encoded.json(), StandardCharsets.UTF_8) + "\n"
          + "  after:  " + back + "\n");
    }
    return recorded;
  }

  private RecordedEvent recorded(StreamId stream, EncodedEvent encoded, Instant time) {
    return new RecordedEvent(
        1,
        stream.toString(),
        1,
        EventIds.next(),
        encoded.type(),
        encoded.revision(),
        encoded.json(),
        codec.encodeMetadata(EventMetadata.none()),
        time,
        codec);
  }
}
