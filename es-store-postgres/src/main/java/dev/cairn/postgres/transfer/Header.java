package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import dev.cairn.store.LogIdentity;
import java.time.Instant;
import java.util.UUID;

/** The first line. */
record Header(
    LogIdentity identity, Instant logCreatedAt, Position from, Position upTo, Instant exportedAt) {

  /** Of the format; a reader refuses others. */
  static final long VERSION = 1;

  static final String BEGINNING = "{\"cairn-log\":";

  void writeTo(LineWriter lines) {
    lines
        .ascii(BEGINNING)
        .number(VERSION)
        .ascii(",\"log\":\"")
        .ascii(identity.log().toString())
        .ascii("\",\"incarnation\":")
        .number(identity.incarnation())
        .ascii(",\"createdAt\":\"")
        .ascii(logCreatedAt.toString())
        .ascii("\",\"from\":")
        .number(from.value())
        .ascii(",\"upTo\":")
        .number(upTo.value())
        .ascii(",\"exportedAt\":\"")
        .ascii(exportedAt.toString())
        .ascii("\"}")
        .end();
  }

  static Header read(Line line) {
    line.expect(BEGINNING);
    long version = line.number();
    if (version != VERSION) {
      throw line.broken(
          "the format has version " + version + ", and this version of Cairn reads " + VERSION);
    }
    UUID log = line.expect(",\"log\":").id();
    long incarnation = line.expect(",\"incarnation\":").number();
    Instant createdAt = line.expect(",\"createdAt\":").instant();
    long from = line.expect(",\"from\":").number();
    long upTo = line.expect(",\"upTo\":").number();
    Instant exportedAt = line.expect(",\"exportedAt\":").instant();
    line.expect("}").end();
    if (incarnation < 1 || incarnation > Integer.MAX_VALUE || from < 1) {
      throw line.broken("this is the header of no log");
    }
    return new Header(
        new LogIdentity(log, (int) incarnation),
        createdAt,
        new Position(from),
        new Position(upTo),
        exportedAt);
  }
}
