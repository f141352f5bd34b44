package dev.cairn.postgres.inspection;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the log is, without looking at its events.
 *
 * @param id which log this is
 * @param createdAt when its schema was made
 * @param schema where it is
 * @param schemaVersion the newest migration of the log that has run
 * @param serverVersion of PostgreSQL, in its own words
 * @param head the position of the last event
 * @param lastRecordedAt when that was appended; null if the log is empty
 * @param bytes what the events take on disk, with indexes
 * @param incarnations the lives of the log, the first one first
 */
public record LogFacts(
    UUID id,
    Instant createdAt,
    String schema,
    String schemaVersion,
    String serverVersion,
    Position head,
    @Nullable Instant lastRecordedAt,
    long bytes,
    List<Incarnation> incarnations) {

  /**
   * One life of the log: a new one begins when somebody declares that the log went back to an earlier moment.
   *
   * @param number 1 for the first
   * @param beganAfter the last event that it shares with the one before
   */
  public record Incarnation(int number, Position beganAfter, Instant beganAt, String reason) {}

  private static final String FACTS = """
      select l.id, l.created_at, current_setting('server_version') as server,
             h.position, h.recorded_at, pg_total_relation_size('%1$s.events') as bytes
        from %1$s.log l
        left join (select e.position, e.recorded_at from %1$s.events e
                    order by e.position desc limit 1) h on true""";

  // The owner's table, which an application's role may not be allowed to read.
  private static final String MAY_READ_HISTORY = """
      select coalesce(has_table_privilege(to_regclass('%s.schema_history'), 'select'), false)""";

  private static final String HISTORY = """
      select version from %s.schema_history where success and version is not null
       order by installed_rank desc limit 1""";

  private static final String INCARNATIONS = """
      select incarnation, began_after, began_at, reason from %s.incarnations order by incarnation""";

  /** Asks the database. */
  public static LogFacts of(LogDatabase database) {
    String schema = database.schema();
    return database.inTransaction(handle -> {
      List<Incarnation> incarnations = handle
          .createQuery(INCARNATIONS.formatted(schema))
          .map((row, context) -> incarnation(row))
          .list();
      boolean mayRead = handle
          .createQuery(MAY_READ_HISTORY.formatted(schema))
          .mapTo(Boolean.class)
          .one();
      String version = mayRead
          ? handle.createQuery(HISTORY.formatted(schema)).mapTo(String.class).one()
          : "unknown";
      return handle
          .createQuery(FACTS.formatted(schema))
          .map((row, context) -> facts(row, schema, version, incarnations))
          .one();
    });
  }

  private static LogFacts facts(
      ResultSet row, String schema, String schemaVersion, List<Incarnation> incarnations)
      throws SQLException {
    OffsetDateTime last = row.getObject("recorded_at", OffsetDateTime.class);
    return new LogFacts(
        row.getObject("id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        schema,
        schemaVersion,
        row.getString("server"),
        new Position(row.getLong("position")),
        last == null ? null : last.toInstant(),
        row.getLong("bytes"),
        incarnations);
  }

  private static Incarnation incarnation(ResultSet row) throws SQLException {
    return new Incarnation(
        row.getInt("incarnation"),
        new Position(row.getLong("began_after")),
        row.getObject("began_at", OffsetDateTime.class).toInstant(),
        row.getString("reason"));
  }
}
