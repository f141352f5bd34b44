package dev.cairn.postgres;

import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamNotFoundException;
import dev.cairn.store.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Closes streams for good, and knows those that are closed. Thread-safe. */
final class StreamClosings {

  private final Connections connections;
  private final PostgresSettings settings;
  private final LogLock lock;
  private final String close;
  private final String find;

  StreamClosings(Connections connections, PostgresSettings settings) {
    this.connections = connections;
    this.settings = settings;
    this.lock = new LogLock(connections, settings);
    this.close = """
        select outcome, last_version, closed_at, closed_by, reason
          from %s.close_stream(?, ?, ?, ?, ?)""".formatted(settings.schema());
    this.find = """
        select stream, version, closed_at, closed_by, reason
          from %s.closed_streams where stream = any(?)""".formatted(settings.schema());
  }

  /** Closes it; where that was done before, also by this call on a connection that broke, nothing. */
  ClosedStream close(StreamId stream, ExpectedVersion expected, String by, String reason) {
    ClosedStream.requireRecordable(by, reason);
    try {
      return connections.call((connection, again) -> {
        try (PreparedStatement statement = connection.prepareStatement(close)) {
          statement.setInt(1, Math.toIntExact(settings.lockWait().toMillis()));
          statement.setString(2, stream.toString());
          statement.setLong(3, AppendCall.code(expected));
          statement.setString(4, by);
          statement.setString(5, reason);
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            return closed(row, stream, expected);
          }
        }
      });
    } catch (SQLException e) {
      throw lock.translated(e);
    }
  }

  private static ClosedStream closed(ResultSet row, StreamId stream, ExpectedVersion expected)
      throws SQLException {
    StreamVersion version = new StreamVersion(row.getLong(2));
    return switch (row.getString(1)) {
      case "m" -> throw new StreamNotFoundException(stream);
      case "c" -> throw new WrongExpectedVersionException(stream, expected, version);
      default -> closed(row, stream);
    };
  }

  Optional<ClosedStream> find(StreamId stream) {
    try {
      return Optional.ofNullable(connections
          .call((connection, again) -> among(connection, List.of(stream.toString())))
          .get(stream.toString()));
    } catch (SQLException e) {
      throw SqlErrors.translated(settings.schema(), e);
    }
  }

  /** Those of the streams that are closed. */
  Map<String, ClosedStream> among(Connection connection, Collection<String> streams)
      throws SQLException {
    Map<String, ClosedStream> closed = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(find)) {
      statement.setArray(1, connection.createArrayOf("text", streams.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          closed.put(row.getString(1), closed(row, StreamId.parse(row.getString(1))));
        }
      }
    }
    return closed;
  }

  /** The columns from the second on. */
  private static ClosedStream closed(ResultSet row, StreamId stream) throws SQLException {
    return new ClosedStream(
        stream,
        new StreamVersion(row.getLong(2)),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getString(4),
        row.getString(5));
  }
}
