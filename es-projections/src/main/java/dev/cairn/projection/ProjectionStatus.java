package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is, as the database knows it.
 *
 * @param runner the process that keeps it up to date; null if none does
 * @param live the generation that readers see; null if none was built yet
 * @param building the next one; null if none is under way
 * @param previous the one before, to which a rollback goes; null if there is none
 * @param head where the log ends
 * @param lagEvents positions between the live one and the head, holes included
 * @param lagSeconds the age of the oldest event that it has not handled
 * @param pause why it stands still; null if it does not
 */
public record ProjectionStatus(
    String projection,
    @Nullable String runner,
    @Nullable Built live,
    @Nullable Built building,
    @Nullable Built previous,
    Position head,
    long lagEvents,
    double lagSeconds,
    long parkedKeys,
    long parkedEvents,
    @Nullable Pause pause,
    @Nullable String lastError) {

  private static final String ALL =
      "select * from %s.projection_status where :name is null or projection = :name order by projection";

  /** One generation. The previous one has no position here. */
  public record Built(int generation, int version, Position position) {}

  /** A standstill that somebody has asked for, or that the projection itself has made. */
  public record Pause(Instant since, String by, String reason) {}

  /** Whether it has paused itself, since it cannot go on without a decision; the reason says why. */
  public boolean hasStopped() {
    return pause != null && pause.reason().equals(lastError);
  }

  /** Every projection that the database knows. */
  public static List<ProjectionStatus> all(LogDatabase database) {
    return read(database, null);
  }

  /** One projection; empty if nobody has ever built or run it. */
  public static Optional<ProjectionStatus> of(LogDatabase database, String projection) {
    return read(database, projection).stream().findFirst();
  }

  private static List<ProjectionStatus> read(LogDatabase database, @Nullable String projection) {
    return database.inTransaction(handle -> handle
        .createQuery(ALL.formatted(database.schema()))
        .bind("name", projection)
        .map((row, context) -> status(row))
        .list());
  }

  private static ProjectionStatus status(ResultSet row) throws SQLException {
    OffsetDateTime pausedAt = row.getObject("paused_at", OffsetDateTime.class);
    return new ProjectionStatus(
        row.getString("projection"),
        row.getString("runner"),
        built(row, "generation", "version", "position"),
        built(row, "building", "building_version", "building_position"),
        built(row, "previous", "previous_version", "previous"),
        new Position(row.getLong("head")),
        row.getLong("lag_events"),
        row.getDouble("lag_seconds"),
        row.getLong("parked_keys"),
        row.getLong("parked_events"),
        pausedAt == null
            ? null
            : new Pause(
                pausedAt.toInstant(), row.getString("paused_by"), row.getString("pause_reason")),
        row.getString("last_error"));
  }

  private static @Nullable Built built(
      ResultSet row, String generation, String version, String position) throws SQLException {
    int number = row.getInt(generation);
    return row.wasNull()
        ? null
        : new Built(number, row.getInt(version), new Position(row.getLong(position)));
  }
}
