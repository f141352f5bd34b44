package dev.cairn.cli.events;

import dev.cairn.event.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An event for people, on one line. */
public final class EventLine {

  /** Enough to recognise it; {@code events show} has all of it. */
  private static final int PAYLOAD_BYTES = 200;

  private EventLine() {}

  /** Its place, when it was recorded, its type, and the beginning of its payload. */
  public static String of(RecordedEvent event) {
    return String.format(
        Locale.ROOT,
        "%9d  %-24s v%-6d %s  %-20s %s",
        event.position().value(),
        event.streamText(),
        event.version().value(),
        event.recordedAt().truncatedTo(ChronoUnit.MILLIS),
        event.type(),
        beginning(event.payloadJson()));
  }

  private static String beginning(byte[] payload) {
    if (payload.length <= PAYLOAD_BYTES) {
      return new String(payload, StandardCharsets.UTF_8);
    }
    int end = PAYLOAD_BYTES;
    // Not in the middle of a character of several bytes.
    while ((payload[end] & 0xC0) == 0x80) {
      end--;
    }
    return String.format(
        Locale.ROOT,
        "%s... (%,d bytes)",
        new String(payload, 0, end, StandardCharsets.UTF_8),
        payload.length);
  }
}
