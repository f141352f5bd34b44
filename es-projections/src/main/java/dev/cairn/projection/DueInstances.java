package dev.cairn.projection;

import dev.cairn.projection.ProcessTables.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The instances of a process whose time is up. One of which an event is parked is not among them: it has not
 * heard of everything that happened.
 */
final class DueInstances {

  private static final String NOT_PARKED =
      " not exists (select from %2$s.parked_sequences p where p.reader = :reader and p.key = i.key)";

  private static final String FIRST =
      "select i.key, i.due_at from %1$s i where i.due_at <= clock_timestamp() and" + NOT_PARKED
          + " order by i.due_at limit :most";

  private static final String LOCK =
      "select i.key, i.state, i.due_at, i.correlation_id, i.attempts from %1$s i"
          + " where i.key = any(:keys) and" + NOT_PARKED + " order by i.key for update";

  private static final String POSTPONE = """
      update %1$s set due_at = clock_timestamp() + :millis * interval '1 millisecond', attempts = attempts + 1,
        error = :error where key = :key""";

  private final String instances;
  private final String logSchema;
  private final String reader;

  DueInstances(ProcessTables tables, HeldTransactions transactions) {
    this.instances = tables.instances();
    this.logSchema = transactions.parts().database().schema();
    this.reader = transactions.generation().reader();
  }

  /** Some of them, the longest due first, and when the time of each was up. */
  Map<String, Instant> first(Handle handle, int most) {
    Map<String, Instant> due = new LinkedHashMap<>();
    ofReader(handle.createQuery(sql(FIRST)))
        .bind("most", most)
        .map((row, context) ->
            Map.entry(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
        .forEach(entry -> due.put(entry.getKey(), entry.getValue()));
    return due;
  }

  /**
   * Instances, that nobody changes before the end of the transaction; without those that have another
   * deadline by now, or are no longer due.
   */
  List<Kept> lock(Handle handle, Map<String, Instant> due) {
    return ofReader(handle.createQuery(sql(LOCK)))
        .bindArray("keys", String.class, due.keySet())
        .map((row, context) -> ProcessTables.kept(row))
        .filter(kept -> Objects.equals(due.get(kept.key()), kept.due()))
        .list();
  }

  /** Has a deadline come again later, because it could not be met. */
  void postpone(Handle handle, String key, Duration pause, String error) {
    handle
        .createUpdate(sql(POSTPONE))
        .bind("key", key)
        .bind("millis", pause.toMillis())
        .bind("error", error)
        .execute();
  }

  private <S extends SqlStatement<S>> S ofReader(S statement) {
    return statement.bind("reader", reader);
  }

  private String sql(String statement) {
    return statement.formatted(instances, logSchema);
  }
}
