package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;

/** The last line. */
record Trailer(long events, Position last, long closedStreams, String sha256) {

  static final String BEGINNING = "{\"events\":";

  void writeTo(LineWriter lines) {
    lines
        .ascii(BEGINNING)
        .number(events)
        .ascii(",\"last\":")
        .number(last.value())
        .ascii(",\"closedStreams\":")
        .number(closedStreams)
        .ascii(",\"sha256\":\"")
        .ascii(sha256)
        .ascii("\"}")
        .end();
  }

  static Trailer read(Line line) {
    long events = line.expect(BEGINNING).number();
    long last = line.expect(",\"last\":").number();
    long closed = line.expect(",\"closedStreams\":").number();
    String sha256 = line.expect(",\"sha256\":").text();
    line.expect("}").end();
    return new Trailer(events, new Position(last), closed, sha256);
  }
}
