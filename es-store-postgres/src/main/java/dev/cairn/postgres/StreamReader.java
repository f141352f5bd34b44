package dev.cairn.postgres;

import dev.cairn.event.EventCodec;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.Direction;
import dev.cairn.store.StreamRead;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads single streams, and single events by their id. Thread-safe. */
final class StreamReader {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final Connections connections;
  private final EventCodec codec;
  private final String schema;
  private final boolean hasNeighbours;
  private final String forward;
  private final String backward;
  private final String byId;
  private final String versionAt;

  StreamReader(Connections connections, EventCodec codec, String schema) {
    this.connections = connections;
    this.codec = codec;
    this.schema = schema;
    // The time as the bytes that are sent anyway: read as a timestamp it costs more than its row.
    String columns =
        "select position, version, timestamptz_send(recorded_at), id, type, payload, metadata, revision";
    Neighbours neighbours = new Neighbours(codec.upcasting().merged(), schema);
    this.hasNeighbours = !neighbours.isEmpty();
    columns += neighbours.column();
    String from = " from " + schema + ".events e";
    this.forward = columns + from + " where stream = ? and version >= ? order by version limit ?";
    this.backward =
        columns + from + " where stream = ? and version <= ? order by version desc limit ?";
    this.byId = columns + ", stream" + from + " where id = ?";
    // The clock may have gone back, so it is the first event after the moment that counts.
    this.versionAt = "select coalesce((select version - 1" + from
        + " where stream = ? and recorded_at > ? order by version limit 1), (select version" + from
        + " where stream = ? order by version desc limit 1), 0)";
  }

  List<RecordedEvent> page(StreamRead read) {
    String stream = read.stream().toString();
    return query(
        read.direction() == Direction.FORWARD ? forward : backward, row -> stream, statement -> {
          statement.setString(1, stream);
          statement.setLong(2, read.from().value());
          statement.setLong(3, read.limit());
        });
  }

  Optional<RecordedEvent> find(UUID eventId) {
    return query(byId, row -> row.getString("stream"), statement -> statement.setObject(1, eventId))
        .stream()
        .findFirst();
  }

  StreamVersion versionAt(StreamId stream, Instant instant) {
    try {
      return connections.call((connection, again) -> {
        try (PreparedStatement statement = connection.prepareStatement(versionAt)) {
          statement.setString(1, stream.toString());
          statement.setObject(2, moment(instant));
          statement.setString(3, stream.toString());
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            return new StreamVersion(row.getLong(1));
          }
        }
      });
    } catch (SQLException e) {
      throw SqlErrors.translated(schema, e);
    }
  }

  /** Cut off where the driver would round, and infinite beyond what a timestamp of PostgreSQL holds. */
  private static OffsetDateTime moment(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return OffsetDateTime.MIN;
    }
    return instant.isAfter(LAST)
        ? OffsetDateTime.MAX
        : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  @FunctionalInterface
  private interface Binding {
    void on(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  private interface StreamOf {
    String row(ResultSet row) throws SQLException;
  }

  private List<RecordedEvent> query(String sql, StreamOf stream, Binding parameters) {
    try {
      return connections.call((connection, again) -> {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          parameters.on(statement);
          return events(statement, stream);
        }
      });
    } catch (SQLException e) {
      throw SqlErrors.translated(schema, e);
    }
  }

  private List<RecordedEvent> events(PreparedStatement statement, StreamOf stream)
      throws SQLException {
    List<RecordedEvent> events = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        RecordedEvent event = new RecordedEvent(
            row.getLong(1),
            stream.row(row),
            row.getLong(2),
            row.getObject(4, UUID.class),
            row.getString(5),
            row.getInt(8),
            row.getBytes(6),
            row.getBytes(7),
            BinaryRows.instant(ByteBuffer.wrap(row.getBytes(3)).getLong()),
            codec);
        byte[] neighbour = hasNeighbours ? row.getBytes(9) : null;
        events.add(neighbour == null ? event : event.withNeighbour(neighbour));
      }
    }
    return events;
  }
}
