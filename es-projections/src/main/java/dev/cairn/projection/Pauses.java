package dev.cairn.projection;

import dev.cairn.postgres.LogDatabase;

/** Which projections are to stand still, and since when and why. */
final class Pauses {

  private static final String IS_PAUSED =
      "select exists (select from %s.projections where name = :name and paused_at is not null)";

  private static final String PAUSE = """
      insert into %1$s.projections as p (name, paused_at, paused_by, pause_reason, last_error, last_error_at)
      values (:name, clock_timestamp(), :by, :reason,
              case when :failed then :reason end, case when :failed then clock_timestamp() end)
      on conflict (name) do update
         set paused_at = excluded.paused_at, paused_by = excluded.paused_by, pause_reason = excluded.pause_reason,
             last_error = coalesce(excluded.last_error, p.last_error),
             last_error_at = coalesce(excluded.last_error_at, p.last_error_at)
       where p.paused_at is null""";

  private static final String FAILED = """
      insert into %1$s.projections as p (name, last_error, last_error_at)
      values (:name, :error, clock_timestamp())
      on conflict (name) do update
         set last_error = excluded.last_error, last_error_at = excluded.last_error_at""";

  private static final String RESUME = """
      update %1$s.projections set paused_at = null, paused_by = null, pause_reason = null
       where name = :name and paused_at is not null""";

  private Pauses() {}

  static boolean isPaused(LogDatabase database, String projection) {
    return database.inTransaction(handle -> handle
        .createQuery(IS_PAUSED.formatted(database.schema()))
        .bind("name", projection)
        .mapTo(Boolean.class)
        .one());
  }

  /** False if it was paused already. */
  static boolean pause(
      LogDatabase database, String projection, String by, String reason, boolean failed) {
    return database.inTransaction(handle -> handle
            .createUpdate(PAUSE.formatted(database.schema()))
            .bind("name", projection)
            .bind("by", by)
            .bind("reason", Reason.storable(reason))
            .bind("failed", failed)
            .execute())
        > 0;
  }

  /** Records that something went wrong, without a standstill. */
  static void failed(LogDatabase database, String projection, String error) {
    database.inTransaction(handle -> handle
        .createUpdate(FAILED.formatted(database.schema()))
        .bind("name", projection)
        .bind("error", Reason.storable(error))
        .execute());
  }

  /** False if it was not paused. */
  static boolean resume(LogDatabase database, String projection) {
    return database.inTransaction(handle -> handle
            .createUpdate(RESUME.formatted(database.schema()))
            .bind("name", projection)
            .execute())
        > 0;
  }
}
