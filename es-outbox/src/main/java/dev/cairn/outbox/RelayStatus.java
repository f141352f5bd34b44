package dev.cairn.outbox;

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
 * How a relay is, from the database: whichever process it runs in, and also when it does not run. The same
 * as the view {@code relay_status} beside the log.
 *
 * @param relay its name
 * @param state {@code leading}, {@code waiting} for Kafka or the database, {@code halted} or {@code stopped};
 *     what it was last, if {@code leading} is false
 * @param guarantee {@code exactly-once}, {@code at-least-once} or {@code at-most-once}
 * @param leader the process that leads, or led last
 * @param term how often leadership has changed hands
 * @param leading whether the leader's lease is valid now
 * @param cursor up to where events are known to have been published; up to a second old
 * @param head the last event of the log
 * @param lagEvents how many positions lie between the two
 * @param lagSeconds the age of the oldest event after the cursor; 0 if there is none
 * @param published records since the relay first ran
 * @param eventsPerSecond between the last two heartbeats
 * @param lastPublishedAt to the second
 * @param parkedStreams streams that wait for an operator
 * @param parkedEvents events that wait with them
 * @param waitingMessages messages, that are not events, on their way
 * @param parkedMessages messages that wait for an operator
 * @param lastError what went wrong last, and when
 * @param updatedAt when the leader last had something new to say
 */
public record RelayStatus(
    String relay,
    String state,
    String guarantee,
    String leader,
    long term,
    boolean leading,
    Position cursor,
    Position head,
    long lagEvents,
    double lagSeconds,
    long published,
    double eventsPerSecond,
    @Nullable Instant lastPublishedAt,
    long parkedStreams,
    long parkedEvents,
    long waitingMessages,
    long parkedMessages,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt,
    Instant updatedAt) {

  private static final String SELECT = """
      select relay, state, guarantee, leader, term, is_leading, position, head, lag_events, lag_seconds, published,
             events_per_second, last_published_at, parked_streams, parked_events, waiting_messages,
             parked_messages, last_error, last_error_at, updated_at
        from %s.relay_status order by relay""";

  /** All relays of the log that ever ran, by name. */
  public static List<RelayStatus> all(LogDatabase database) {
    return database.inTransaction(handle -> handle
        .createQuery(SELECT.formatted(database.schema()))
        .map((row, context) -> of(row))
        .list());
  }

  /** One relay; empty if it never ran. */
  public static Optional<RelayStatus> of(LogDatabase database, String relay) {
    return all(database).stream().filter(status -> status.relay().equals(relay)).findFirst();
  }

  private static RelayStatus of(ResultSet row) throws SQLException {
    return new RelayStatus(
        row.getString("relay"),
        row.getString("state"),
        row.getString("guarantee"),
        row.getString("leader"),
        row.getLong("term"),
        row.getBoolean("is_leading"),
        new Position(row.getLong("position")),
        new Position(row.getLong("head")),
        row.getLong("lag_events"),
        row.getDouble("lag_seconds"),
        row.getLong("published"),
        row.getDouble("events_per_second"),
        instant(row, "last_published_at"),
        row.getLong("parked_streams"),
        row.getLong("parked_events"),
        row.getLong("waiting_messages"),
        row.getLong("parked_messages"),
        row.getString("last_error"),
        instant(row, "last_error_at"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
