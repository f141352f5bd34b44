package dev.cairn.postgres;

import dev.cairn.event.EventCodec;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Direction;
import dev.cairn.store.StreamRead;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads single streams, and single events by their id. Thread-safe. */
final class StreamReader {

  private final Connections connections;
  private final EventCodec codec;
  private final String schema;
  private final String forward;
  private final String backward;
  private final String byId;

  StreamReader(Connections connections, EventCodec codec, String schema) {
    this.connections = connections;
    this.codec = codec;
    this.schema = schema;
    // The time as the bytes that the server sends anyway: to read a timestamp otherwise costs more
    // than the
    // rest of the row.
    String select =
        "select position, version, timestamptz_send(recorded_at), id, stream, type, payload, metadata from "
            + schema + ".events";
    this.forward = select + " where stream = ? and version >= ? order by version limit ?";
    this.backward = select + " where stream = ? and version <= ? order by version desc limit ?";
    this.byId = select + " where id = ?";
  }

  List<RecordedEvent> page(StreamRead read) {
    return query(read.direction() == Direction.FORWARD ? forward : backward, statement -> {
      statement.setString(1, read.stream().toString());
      statement.setLong(2, read.from().value());
      statement.setLong(3, read.limit());
    });
  }

  Optional<RecordedEvent> find(UUID eventId) {
    return query(byId, statement -> statement.setObject(1, eventId)).stream().findFirst();
  }

  @FunctionalInterface
  private interface Binding {
    void on(PreparedStatement statement) throws SQLException;
  }

  private List<RecordedEvent> query(String sql, Binding parameters) {
    try {
      return connections.call((connection, again) -> {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          parameters.on(statement);
          return events(statement);
        }
      });
    } catch (SQLException e) {
      throw SqlErrors.translated(schema, e);
    }
  }

  private List<RecordedEvent> events(PreparedStatement statement) throws SQLException {
    List<RecordedEvent> events = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        events.add(new RecordedEvent(
            row.getLong(1),
            row.getString(5),
            row.getLong(2),
            row.getObject(4, UUID.class),
            row.getString(6),
            row.getBytes(7),
            row.getBytes(8),
            BinaryRows.instant(ByteBuffer.wrap(row.getBytes(3)).getLong()),
            codec));
      }
    }
    return events;
  }
}
