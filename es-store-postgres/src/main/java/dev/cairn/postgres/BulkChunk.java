package dev.cairn.postgres;

import dev.cairn.event.StreamVersion;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.StreamClosedException;
import dev.cairn.store.WrongExpectedVersionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes one chunk of a bulk append in one transaction, under the lock of the log. */
final class BulkChunk {

  private static final int MOST_KNOWN_STREAMS = 200_000;

  /** The owner's rights are at work here, and others may have put functions on the owner's search path. */
  private static final String SAFE_PATH = "set local search_path = pg_catalog, pg_temp";

  private final PostgresSettings settings;
  private final String lockLog;
  private final String drawPositions;
  private final String currentVersions;
  private final StreamClosings closings;
  private final KnownEvents known;
  private final String copyIn;
  private final String announce;

  /** Versions of streams as of {@link #lastPosition}: true as long as nobody else has appended since. */
  private final Map<String, Long> versions = new HashMap<>();

  private long lastPosition = -1;

  BulkChunk(Connections connections, PostgresSettings settings) {
    this.settings = settings;
    this.closings = new StreamClosings(connections, settings);
    String schema = settings.schema();
    this.lockLog = "select %s.lock_log(?)".formatted(schema);
    // One step for all of them: nobody else draws positions while the log is locked.
    this.drawPositions = """
        select setval('%1$s.positions', nextval('%1$s.positions') + ? - 1),
               (extract(epoch from clock_timestamp()) * 1000000)::bigint,
               coalesce((select e.position from %1$s.events e order by e.position desc limit 1), 0),
               coalesce((select true from %1$s.closed_streams limit 1), false)""".formatted(schema);
    this.currentVersions = """
        select s.stream, coalesce((select e.version from %s.events e where e.stream = s.stream
                                    order by e.version desc limit 1), 0)
          from unnest(?::text[]) s(stream)""".formatted(schema);
    this.known = new KnownEvents(schema);
    this.copyIn =
        "copy %s.events (%s) from stdin (format binary)".formatted(schema, BinaryRows.COLUMNS);
    this.announce = "select pg_notify('%s_events', ?)".formatted(schema);
  }

  /**
   * Returns how many events were written.
   *
   * @param again true after a try whose outcome is unknown: what is there already counts as written by it
   */
  long write(Connection connection, AppendBuffer buffer, boolean again) throws SQLException {
    connection.setAutoCommit(false);
    try {
      long written = writeOrLeaveOut(connection, buffer);
      return again ? buffer.events() : written;
    } finally {
      // A connection that broke says so itself, and not by what it answers to this.
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** Leaves out what is there already, as often as somebody else appends some of it at the same time. */
  private long writeOrLeaveOut(Connection connection, AppendBuffer buffer) throws SQLException {
    AppendBuffer rest = buffer;
    while (rest.events() > 0) {
      AppendBuffer unknown;
      try {
        return copy(connection, rest);
      } catch (SQLException e) {
        if (!SqlErrors.state(e).equals(SqlErrors.UNIQUE_VIOLATION)) {
          throw e;
        }
        unknown = leaveOutKnown(connection, rest);
        if (unknown.events() == rest.events()) {
          throw e;
        }
      } catch (WrongExpectedVersionException | StreamClosedException e) {
        // An append that is there already has moved its stream on itself, or came before it was
        // closed.
        unknown = leaveOutKnown(connection, rest);
        if (unknown.events() == rest.events()) {
          throw e;
        }
      }
      rest = unknown;
    }
    return 0;
  }

  private AppendBuffer leaveOutKnown(Connection connection, AppendBuffer buffer)
      throws SQLException {
    connection.rollback();
    useSafePath(connection);
    AppendBuffer rest = known.leaveOut(connection, buffer);
    connection.rollback();
    return rest;
  }

  private long copy(Connection connection, AppendBuffer buffer) throws SQLException {
    lock(connection);
    Draw draw = draw(connection, buffer.events());
    if (draw.head() != lastPosition || versions.size() > MOST_KNOWN_STREAMS) {
      versions.clear();
    }
    // Until the commit nothing is known: the versions below are those that this chunk leads to.
    lastPosition = -1;
    lookUp(connection, buffer.streams());
    Map<String, ClosedStream> closed =
        draw.someClosed() ? closings.among(connection, buffer.streams()) : Map.of();
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyIn);
    try {
      BinaryRowWriter rows = new BinaryRowWriter(copy, draw.micros());
      long position = draw.last() - buffer.events();
      for (EncodedAppend append : buffer.appends()) {
        ClosedStream ended = closed.get(append.stream().toString());
        if (ended != null) {
          throw new StreamClosedException(ended);
        }
        position = write(rows, append, position);
      }
      rows.end();
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    announce(connection, draw.last());
    connection.commit();
    lastPosition = draw.last();
    return buffer.events();
  }

  private long write(BinaryRowWriter rows, EncodedAppend append, long before) throws SQLException {
    String stream = append.stream().toString();
    StreamVersion current = new StreamVersion(versions.getOrDefault(stream, 0L));
    if (!append.expected().allows(current)) {
      throw new WrongExpectedVersionException(append.stream(), append.expected(), current);
    }
    long position = before;
    long version = current.value();
    for (EncodedAppend.Event event : append.events()) {
      rows.write(++position, ++version, stream, event);
    }
    versions.put(stream, version);
    return position;
  }

  private void lock(Connection connection) throws SQLException {
    useSafePath(connection);
    try (PreparedStatement statement = connection.prepareStatement(lockLog)) {
      statement.setInt(1, Math.toIntExact(settings.lockWait().toMillis()));
      statement.execute();
    }
  }

  private static void useSafePath(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SAFE_PATH);
    }
  }

  /** The positions drawn end with {@code last}; {@code head} is the last one in the log. */
  private record Draw(long last, long micros, long head, boolean someClosed) {}

  private Draw draw(Connection connection, int events) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(drawPositions)) {
      statement.setInt(1, events);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Draw(row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4));
      }
    }
  }

  private void lookUp(Connection connection, Set<String> streams) throws SQLException {
    List<String> unknown = new ArrayList<>();
    for (String stream : streams) {
      if (!versions.containsKey(stream)) {
        unknown.add(stream);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(currentVersions)) {
      statement.setArray(1, connection.createArrayOf("text", unknown.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.put(row.getString(1), row.getLong(2));
        }
      }
    }
  }

  private void announce(Connection connection, long position) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(announce)) {
      statement.setString(1, Long.toString(position));
      statement.execute();
    }
  }
}
