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
    int revision,
    Instant recordedAt,
    byte[] payload,
    byte[] metadata) {

  static final String BEGINNING = "{\"position\":";

  /** Left out for the first, so that a file without others is one that every version of Cairn reads. */
  private static final String REVISION = ",\"revision\":";

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
        .ascii(event.revision() == 1 ? "" : REVISION + event.revision())
        .ascii(",\"recordedAt\":\"")
        .ascii(event.recordedAt().toString())
        .ascii("\",\"payload\":")
        .quoted(event.payloadJson())
        .ascii(",\"metadata\":")
        .quoted(event.metadataJson())
        .ascii("}")
        .end();
  }

  private static int revision(Line line) {
    if (!line.has(REVISION)) {
      return 1;
    }
    long revision = line.expect(REVISION).number();
    if (revision < 2 || revision > Short.MAX_VALUE) {
      throw line.broken("an event cannot have the revision " + revision + " here");
    }
    return (int) revision;
  }

  static EventLine read(Line line) {
    long position = line.expect(BEGINNING).number();
    UUID id = line.expect(",\"id\":").id();
    byte[] stream = line.expect(",\"stream\":").quoted();
    long version = line.expect(",\"version\":").number();
    byte[] type = line.expect(",\"type\":").quoted();
    int revision = revision(line);
    Instant recordedAt = line.expect(",\"recordedAt\":").instant();
    byte[] payload = line.expect(",\"payload\":").quoted();
    byte[] metadata = line.expect(",\"metadata\":").quoted();
    line.expect("}").end();
    return new EventLine(
        position, id, stream, version, type, revision, recordedAt, payload, metadata);
  }
}
