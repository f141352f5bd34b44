package dev.cairn.postgres.parking;

import dev.cairn.event.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the two tables as values. */
final class ParkedRows {

  private ParkedRows() {}

  static ParkedSequence sequence(ResultSet row) throws SQLException {
    return new ParkedSequence(
        row.getString("reader"),
        row.getString("key"),
        row.getString("reason"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
        row.getLong("waiting"),
        row.getInt("attempts"),
        instant(row, "last_attempt_at"),
        row.getString("last_error"),
        row.getString("retry_requested_by"));
  }

  static ParkedEvent event(ResultSet row) throws SQLException {
    return new ParkedEvent(
        row.getString("key"),
        new Position(row.getLong("position")),
        row.getObject("event_id", UUID.class),
        ParkedEvent.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
        row.getString("detail"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
        row.getString("parked_by"),
        state(row.getString("state")),
        instant(row, "settled_at"),
        row.getString("settled_by"),
        row.getString("settle_reason"));
  }

  static ParkedEvent.State state(String name) {
    return ParkedEvent.State.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
