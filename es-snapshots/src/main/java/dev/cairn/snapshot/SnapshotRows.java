package dev.cairn.snapshot;

import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Snapshots as rows of their table: read one by one, written many at once as an array for each column. */
final class SnapshotRows {

  /** In the order in which {@link #read} and {@link #bind} have them. */
  static final String COLUMNS =
      "s.stream, s.version, s.last_event, s.fingerprint, s.revision, s.state, s.checksum, s.taken_at";

  private SnapshotRows() {}

  static Snapshot read(ResultSet row) throws SQLException {
    return new Snapshot(
        StreamId.parse(row.getString(1)),
        new StreamVersion(row.getLong(2)),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getInt(5),
        row.getBytes(6),
        row.getLong(7),
        row.getObject(8, OffsetDateTime.class).toInstant());
  }

  /** Sets the first eight parameters. */
  static void bind(Connection connection, PreparedStatement statement, List<Snapshot> snapshots)
      throws SQLException {
    statement.setArray(1, texts(connection, snapshots.stream().map(Snapshot::stream)));
    statement.setArray(
        2, array(connection, "bigint", snapshots, s -> s.version().value()));
    statement.setArray(3, array(connection, "uuid", snapshots, Snapshot::lastEvent));
    statement.setArray(4, array(connection, "text", snapshots, Snapshot::fingerprint));
    statement.setArray(5, array(connection, "integer", snapshots, Snapshot::revision));
    statement.setArray(
        6,
        connection.createArrayOf(
            "bytea", snapshots.stream().map(Snapshot::state).toArray(byte[][]::new)));
    statement.setArray(7, array(connection, "bigint", snapshots, Snapshot::checksum));
    statement.setArray(
        8, array(connection, "timestamptz", snapshots, s -> s.takenAt().atOffset(ZoneOffset.UTC)));
  }

  static Array texts(Connection connection, Stream<?> values) throws SQLException {
    return connection.createArrayOf("text", values.map(Object::toString).toArray());
  }

  private static Array array(
      Connection connection,
      String type,
      List<Snapshot> snapshots,
      Function<Snapshot, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, snapshots.stream().map(value).toArray());
  }
}
