package dev.cairn.postgres;

import dev.cairn.event.Position;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.CheckpointAheadException;
import dev.cairn.store.LogIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which log this is and how far it goes, asked of the database each time. Thread-safe. */
final class LogHead {

  private final Connections connections;
  private final String schema;
  private final String last;
  private final String identity;
  private final String verification;

  LogHead(Connections connections, String schema) {
    this.connections = connections;
    this.schema = schema;
    this.last = "select position from %s.events order by position desc limit 1".formatted(schema);
    this.identity = """
        select l.id, (select max(i.incarnation) from %1$s.incarnations i) from %1$s.log l""".formatted(schema);
    this.verification = """
        select l.id, (select max(i.incarnation) from %1$s.incarnations i),
               coalesce((select min(i.began_after) from %1$s.incarnations i where i.incarnation > ?), ?),
               h.position, h.id, (select e.id from %1$s.events e where e.position = ?)
          from %1$s.log l
          left join (select e.position, e.id from %1$s.events e order by e.position desc limit 1) h on true""".formatted(schema);
  }

  /** The last event of the log; position 0 and no id if there is none. */
  record Last(Position position, @Nullable UUID eventId) {}

  Position position() {
    return ask(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(last);
          ResultSet row = statement.executeQuery()) {
        return row.next() ? new Position(row.getLong(1)) : Position.START;
      }
    });
  }

  LogIdentity identity() {
    return ask(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(identity);
          ResultSet row = statement.executeQuery()) {
        row.next();
        return new LogIdentity(row.getObject(1, UUID.class), row.getInt(2));
      }
    });
  }

  /**
   * What a reader that stands at a checkpoint goes on with.
   *
   * @param head where the log ended when it was verified
   */
  record Verified(LogIdentity identity, Last head) {}

  /**
   * The log as it is, if a reader that stands at the checkpoint may go on reading it. A reader
   * that had not come further than the moment to which the log went back may: it missed nothing.
   *
   * @throws CheckpointAheadException if it may not
   */
  Verified verify(Checkpoint checkpoint) {
    return ask(connection -> verify(connection, checkpoint));
  }

  Verified verify(Connection connection, Checkpoint checkpoint) throws SQLException {
    LogIdentity known = checkpoint.identity();
    try (PreparedStatement statement = connection.prepareStatement(verification)) {
      statement.setInt(1, known == null ? Integer.MAX_VALUE : known.incarnation());
      statement.setLong(2, Long.MAX_VALUE);
      statement.setLong(3, checkpoint.position().value());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        LogIdentity log = new LogIdentity(row.getObject(1, UUID.class), row.getInt(2));
        boolean missedNothing = known != null
            && known.log().equals(log.log())
            && known.incarnation() < log.incarnation()
            && checkpoint.position().value() <= row.getLong(3);
        Checkpoint asked = missedNothing
            ? new Checkpoint(log, checkpoint.position(), checkpoint.eventId())
            : checkpoint;
        Last head = new Last(new Position(row.getLong(4)), row.getObject(5, UUID.class));
        asked.requireFits(log, head.position(), row.getObject(6, UUID.class));
        return new Verified(log, head);
      }
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T answer(Connection connection) throws SQLException;
  }

  private <T> T ask(Question<T> question) {
    try {
      return connections.call((connection, again) -> question.answer(connection));
    } catch (SQLException e) {
      throw SqlErrors.translated(schema, e);
    }
  }
}
