package dev.cairn.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.RecordedEvent;
import java.time.Instant;
import java.util.UUID;

/** Events as they come out of a log, for tests of what a codec makes of them. */
final class Stored {

  static final long POSITION = 4711;

  private Stored() {}

  /** The event as it comes back after it was encoded. */
  static Object andBack(Object event) {
    EventCodec codec = JacksonEventCodec.forEvents(event.getClass());
    EncodedEvent encoded = codec.encode(event);
    return recorded(codec, encoded.type(), encoded.json(), "{}".getBytes(UTF_8)).payload();
  }

  /** What is stored for the event. */
  static String text(Object event) {
    return new String(
        JacksonEventCodec.forEvents(event.getClass()).encode(event).json(), UTF_8);
  }

  /** An event of a class with the given stored text. */
  static RecordedEvent recorded(Class<?> type, String json) {
    EventType name = type.getAnnotation(EventType.class);
    if (name == null) {
      throw new AssertionError(type + " has no @EventType");
    }
    return recorded(
        JacksonEventCodec.forEvents(type),
        name.value(),
        json.getBytes(UTF_8),
        "{}".getBytes(UTF_8));
  }

  static RecordedEvent recorded(EventCodec codec, String type, byte[] json, byte[] metadata) {
    return new RecordedEvent(
        POSITION,
        "account:a-1",
        1,
        UUID.fromString("0190c8a0-1234-7abc-8def-0123456789ab"),
        type,
        1,
        json,
        metadata,
        Instant.EPOCH,
        codec);
  }
}
