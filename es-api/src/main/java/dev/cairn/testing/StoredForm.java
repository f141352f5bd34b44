package dev.cairn.testing;

import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Sends events through storage and back, so that a test notices what a log would lose. */
record StoredForm(EventCodec codec) {

  private static final String SOME_STREAM = "test:1";

  /** The event as it comes back, equal to what it was. */
  Object through(Object event) {
    EncodedEvent encoded;
    Object back;
    try {
      encoded = codec.encode(event);
      back = recorded(encoded).payload();
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
    return back;
  }

  private RecordedEvent recorded(EncodedEvent encoded) {
    return new RecordedEvent(
        1,
        SOME_STREAM,
        1,
        EventIds.next(),
        encoded.type(),
        encoded.json(),
        codec.encodeMetadata(EventMetadata.none()),
        Instant.EPOCH,
        codec);
  }
}
