package dev.cairn.benchmarks;

import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventIds;
import dev.cairn.event.NewEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The same table written by hand-written JDBC, without any of the promises. */
final class RawLog {

  private static final String VALUES = """
      insert into %s.events (position, version, recorded_at, id, stream, type, payload, metadata)
      values (nextval('%1$s.positions'), ?, clock_timestamp(), ?, ?, ?, ?::json, ?::json)""";

  private static final String ARRAYS = """
      insert into %s.events (position, version, recorded_at, id, stream, type, payload, metadata)
      select nextval('%1$s.positions'), e.version, clock_timestamp(), e.id, e.stream, e.type, e.payload::json,
             e.metadata::json
        from unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
               e(version, id, stream, type, payload, metadata)""";

  private final String insertValues;
  private final String insertArrays;

  RawLog(String schema) {
    this.insertValues = VALUES.formatted(schema);
    this.insertArrays = ARRAYS.formatted(schema);
  }

  /** One row, ready to be written. */
  record Row(String stream, long version, UUID id, String type, String payload, String metadata) {

    static Row of(String stream, long version, NewEvent event) {
      EncodedEvent encoded = Transfers.CODEC.encode(event.payload());
      return new Row(
          stream,
          version,
          EventIds.next(),
          encoded.type(),
          new String(encoded.json(), StandardCharsets.UTF_8),
          new String(Transfers.CODEC.encodeMetadata(event.metadata()), StandardCharsets.UTF_8));
    }
  }

  void insert(Connection connection, Row row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insertValues)) {
      bind(statement, row);
      statement.executeUpdate();
    }
  }

  /** A batch of single inserts, which the driver rewrites into inserts of many rows where it is told to. */
  void insertBatch(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insertValues)) {
      for (Row row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  void insertArrays(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insertArrays)) {
      statement.setArray(
          1, connection.createArrayOf("bigint", rows.stream().map(Row::version).toArray()));
      statement.setArray(
          2, connection.createArrayOf("uuid", rows.stream().map(Row::id).toArray()));
      statement.setArray(
          3, connection.createArrayOf("text", rows.stream().map(Row::stream).toArray()));
      statement.setArray(
          4, connection.createArrayOf("text", rows.stream().map(Row::type).toArray()));
      statement.setArray(
          5, connection.createArrayOf("text", rows.stream().map(Row::payload).toArray()));
      statement.setArray(
          6, connection.createArrayOf("text", rows.stream().map(Row::metadata).toArray()));
      statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Row row) throws SQLException {
    statement.setLong(1, row.version());
    statement.setObject(2, row.id());
    statement.setString(3, row.stream());
    statement.setString(4, row.type());
    statement.setString(5, row.payload());
    statement.setString(6, row.metadata());
  }
}
