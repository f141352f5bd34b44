package dev.cairn.postgres.transfer;

import dev.cairn.event.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** An event as the log holds it; the texts in UTF-8. */
@SuppressWarnings("ArrayRecordComponent") // a carrier from the file to the database, never compared
record EventLine(
    long position,
    UUID id,
    byte[] stream,
    long version,
    byte[] type,
    Instant recordedAt,
    byte[] payload,
    byte[] metadata) {

  static final String BEGINNING = "{\"position\":";

  static void write(RecordedEvent event, LineWriter lines) {
    lines
        .ascii(BEGINNING)
        .number(event.position().value())
        .ascii(",\"id\":\"")
        .ascii(event.id().toString())
        .ascii("\",\"stream\":")
        .quoted(event.streamText().getBytes(StandardCharsets.UTF_8))
        .ascii(",\"version\":")
        .number(event.version().value())
        .ascii(",\"type\":")
        .quoted(event.type().getBytes(StandardCharsets.UTF_8))
        .ascii(",\"recordedAt\":\"")
        .ascii(event.recordedAt().toString())
        .ascii("\",\"payload\":")
        .quoted(event.payloadJson())
        .ascii(",\"metadata\":")
        .quoted(event.metadataJson())
        .ascii("}")
        .end();
  }

  static EventLine read(Line line) {
    long position = line.expect(BEGINNING).number();
    UUID id = line.expect(",\"id\":").id();
    byte[] stream = line.expect(",\"stream\":").quoted();
    long version = line.expect(",\"version\":").number();
    byte[] type = line.expect(",\"type\":").quoted();
    Instant recordedAt = line.expect(",\"recordedAt\":").instant();
    byte[] payload = line.expect(",\"payload\":").quoted();
    byte[] metadata = line.expect(",\"metadata\":").quoted();
    line.expect("}").end();
    return new EventLine(position, id, stream, version, type, recordedAt, payload, metadata);
  }
}
