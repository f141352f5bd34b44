package dev.cairn.postgres.parking;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * How one reader of the log parks what it cannot handle: within its own transactions, so that an event is
 * either handled or parked, and never both. Thread-safe.
 */
public final class Parking {

  static final String END_IF_EMPTY = """
      delete from %1$s.parked_sequences s
       where reader = :reader and key = :key
         and not exists (select from %1$s.parked_events e
                          where e.reader = s.reader and e.key = s.key and e.state = 'parked')""";

  private static final String PARK_SEQUENCE = """
      insert into %1$s.parked_sequences (reader, key, reason) values (:reader, :key, :reason)
      on conflict (reader, key) do nothing""";

  private static final String PARK_POISON = """
      insert into %1$s.parked_events (reader, key, position, event_id, cause, detail, parked_by)
      values (:reader, :key, :position, :event, 'poison', :reason, :by)
      on conflict (reader, position, key) do nothing""";

  private static final String SKIP = """
      insert into %1$s.parked_events (reader, key, position, event_id, cause, detail, parked_by,
                                      state, settled_at, settled_by, settle_reason)
      values (:reader, :key, :position, :event, 'poison', :reason, :by,
              'discarded', clock_timestamp(), :by, 'skipped, as the failure policy says')
      on conflict (reader, position, key) do nothing""";

  // Under a lock on the sequence, so that nobody discards it at the same moment.
  private static final String PARK_FOLLOWERS = """
      insert into %1$s.parked_events (reader, key, position, event_id, cause, detail, parked_by)
      select s.reader, s.key, f.position, f.event, 'follows', 'it follows a parked event of its key', :by
        from unnest(cast(:keys as text[]), cast(:positions as bigint[]), cast(:events as uuid[]))
             as f(key, position, event)
        join %1$s.parked_sequences s on s.reader = :reader and s.key = f.key
       order by f.position
         for share of s
      on conflict (reader, position, key) do nothing
      returning position""";

  private static final String DECIDED_AFTER = """
      select position from %1$s.parked_events where reader = :reader and position > :after""";

  private static final String KEYS = """
      select key from %1$s.parked_sequences where reader = :reader limit :limit""";

  private static final String RETRIES = """
      select key from %1$s.parked_sequences
       where reader = :reader and retry_requested_at is not null
       order by retry_requested_at limit 100""";

  private static final String WAITING = """
      select event_id from %1$s.parked_events
       where reader = :reader and key = :key and state = 'parked' order by position limit :limit""";

  private static final String HANDLED = """
      update %1$s.parked_events
         set state = 'handled', settled_at = clock_timestamp(),
             settled_by = coalesce((select retry_requested_by from %1$s.parked_sequences
                                     where reader = :reader and key = :key), :by)
       where reader = :reader and key = :key and position <= :upto and state = 'parked'""";

  private static final String FAILED = """
      update %1$s.parked_sequences
         set attempts = attempts + 1, last_attempt_at = clock_timestamp(), last_error = :error,
             retry_requested_at = null, retry_requested_by = null
       where reader = :reader and key = :key""";

  private final String schema;
  private final String reader;
  private final String process;

  /**
   * For a reader.
   *
   * @param process recorded as who parked
   */
  public Parking(String schema, String reader, String process) {
    this.schema = schema;
    this.reader = reader;
    this.process = process;
  }

  /** Parks an event that could not be handled; from now on its key waits. Doing it again does nothing. */
  public void park(Handle handle, String key, RecordedEvent event, String reason) {
    ofKey(handle.createUpdate(sql(PARK_SEQUENCE)), key).bind("reason", reason).execute();
    ofKey(handle.createUpdate(sql(PARK_POISON)), key)
        .bind("position", event.position().value())
        .bind("event", event.id())
        .bind("reason", reason)
        .bind("by", process)
        .execute();
  }

  /** Leaves out an event that could not be handled, for good, and keeps a record of it. */
  public void skip(Handle handle, String key, RecordedEvent event, String reason) {
    ofKey(handle.createUpdate(sql(SKIP)), key)
        .bind("position", event.position().value())
        .bind("event", event.id())
        .bind("reason", reason)
        .bind("by", process)
        .execute();
  }

  /**
   * Parks later events of keys that wait.
   *
   * @return the positions of those that were parked; the others' keys do not wait any more
   */
  public Set<Position> follow(
      Handle handle,
      Collection<RecordedEvent> events,
      Function<? super RecordedEvent, String> key) {
    return new HashSet<>(handle
        .createQuery(sql(PARK_FOLLOWERS))
        .bind("reader", reader)
        .bind("by", process)
        .bindArray("keys", String.class, events.stream().map(key).toList())
        .bindArray(
            "positions",
            Long.class,
            events.stream().map(event -> event.position().value()).toList())
        .bindArray("events", UUID.class, events.stream().map(RecordedEvent::id).toList())
        .map((row, context) -> new Position(row.getLong(1)))
        .list());
  }

  /**
   * The positions after {@code resumed} that have been decided upon already, by parking or discarding: a
   * reader that was stopped between parking and moving on does not handle them.
   */
  public Set<Position> decidedAfter(Handle handle, Position resumed) {
    return new HashSet<>(handle
        .createQuery(sql(DECIDED_AFTER))
        .bind("reader", reader)
        .bind("after", resumed.value())
        .map((row, context) -> new Position(row.getLong(1)))
        .list());
  }

  /** Keys that wait. */
  public Set<String> keys(Handle handle, int atMost) {
    return new HashSet<>(handle
        .createQuery(sql(KEYS))
        .bind("reader", reader)
        .bind("limit", atMost)
        .mapTo(String.class)
        .list());
  }

  /** Keys for which somebody has asked for another try, in the order of asking. */
  public List<String> retries(Handle handle) {
    return handle
        .createQuery(sql(RETRIES))
        .bind("reader", reader)
        .mapTo(String.class)
        .list();
  }

  /** The ids of the first events that wait under a key, in order. */
  public List<UUID> waiting(Handle handle, String key, int atMost) {
    return ofKey(handle.createQuery(sql(WAITING)), key)
        .bind("limit", atMost)
        .mapTo(UUID.class)
        .list();
  }

  /**
   * Records that what waited under a key, up to a position, was handled after all.
   *
   * @return true if nothing waits under the key any more
   */
  public boolean handled(Handle handle, String key, Position upTo) {
    ofKey(handle.createUpdate(sql(HANDLED)), key)
        .bind("upto", upTo.value())
        .bind("by", process)
        .execute();
    return ofKey(handle.createUpdate(sql(END_IF_EMPTY)), key).execute() > 0;
  }

  /** Records that another try has failed. */
  public void failed(Handle handle, String key, String error) {
    ofKey(handle.createUpdate(sql(FAILED)), key).bind("error", error).execute();
  }

  private <S extends SqlStatement<S>> S ofKey(S statement, String key) {
    return statement.bind("reader", reader).bind("key", key);
  }

  private String sql(String statement) {
    return statement.formatted(schema);
  }
}
