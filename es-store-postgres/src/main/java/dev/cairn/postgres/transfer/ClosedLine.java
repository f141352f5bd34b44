package dev.cairn.postgres.transfer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A closed stream as the log holds it. */
record ClosedLine(String stream, long version, Instant closedAt, String by, String reason) {

  static final String BEGINNING = "{\"closed\":";

  void writeTo(LineWriter lines) {
    lines
        .ascii(BEGINNING)
        .quoted(utf8(stream))
        .ascii(",\"version\":")
        .number(version)
        .ascii(",\"closedAt\":\"")
        .ascii(closedAt.toString())
        .ascii("\",\"by\":")
        .quoted(utf8(by))
        .ascii(",\"reason\":")
        .quoted(utf8(reason))
        .ascii("}")
        .end();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static ClosedLine read(Line line) {
    String stream = line.expect(BEGINNING).text();
    long version = line.expect(",\"version\":").number();
    Instant closedAt = line.expect(",\"closedAt\":").instant();
    String by = line.expect(",\"by\":").text();
    String reason = line.expect(",\"reason\":").text();
    line.expect("}").end();
    return new ClosedLine(stream, version, closedAt, by, reason);
  }
}
