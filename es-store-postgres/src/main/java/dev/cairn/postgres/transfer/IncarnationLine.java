package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import dev.cairn.postgres.inspection.LogFacts.Incarnation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One life of the log. */
final class IncarnationLine {

  static final String BEGINNING = "{\"incarnation\":";

  private IncarnationLine() {}

  static void write(Incarnation incarnation, LineWriter lines) {
    lines
        .ascii(BEGINNING)
        .number(incarnation.number())
        .ascii(",\"beganAfter\":")
        .number(incarnation.beganAfter().value())
        .ascii(",\"beganAt\":\"")
        .ascii(incarnation.beganAt().toString())
        .ascii("\",\"reason\":")
        .quoted(incarnation.reason().getBytes(StandardCharsets.UTF_8))
        .ascii("}")
        .end();
  }

  static Incarnation read(Line line) {
    long number = line.expect(BEGINNING).number();
    long after = line.expect(",\"beganAfter\":").number();
    Instant at = line.expect(",\"beganAt\":").instant();
    String reason = line.expect(",\"reason\":").text();
    line.expect("}").end();
    return new Incarnation(Math.toIntExact(number), new Position(after), at, reason);
  }
}
