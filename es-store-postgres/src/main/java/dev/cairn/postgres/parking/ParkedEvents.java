package dev.cairn.postgres.parking;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * What one reader of the log has parked, for the operator: list it, ask for another try, or discard it.
 * Nothing leaves without a record of when, by whom and why. Thread-safe.
 */
public final class ParkedEvents {

  private static final String LIST = """
      select s.reader, s.key, s.reason, s.parked_at, s.attempts, s.last_attempt_at, s.last_error,
             s.retry_requested_by,
             (select count(*) from %1$s.parked_events e
               where e.reader = s.reader and e.key = s.key and e.state = 'parked') as waiting
        from %1$s.parked_sequences s where s.reader = :reader order by s.parked_at, s.key limit :limit""";

  private static final String EVENTS = """
      select key, position, event_id, cause, detail, parked_at, parked_by, state, settled_at, settled_by,
             settle_reason
        from %1$s.parked_events
       where reader = :reader and key = :key and position > :after order by position limit :limit""";

  private static final String STATES = """
      select position, state from %1$s.parked_events
       where reader = :reader and position > :after and position <= :upto""";

  private static final String REQUEST_RETRY = """
      update %1$s.parked_sequences
         set retry_requested_at = coalesce(retry_requested_at, clock_timestamp()),
             retry_requested_by = coalesce(retry_requested_by, :by)
       where reader = :reader and key = :key""";

  private static final String LOCK_SEQUENCE = """
      select retry_requested_at is null from %1$s.parked_sequences
       where reader = :reader and key = :key for update""";

  private static final String DISCARD = """
      update %1$s.parked_events
         set state = 'discarded', settled_at = clock_timestamp(), settled_by = :by, settle_reason = :reason
       where reader = :reader and key = :key and state = 'parked' and position between :first and :last""";

  private final LogDatabase database;
  private final String reader;

  /**
   * What a reader has parked.
   *
   * @param reader its name, such as that of a relay
   */
  public ParkedEvents(LogDatabase database, String reader) {
    this.database = database;
    this.reader = reader;
  }

  /** The keys that wait, longest first. */
  public List<ParkedSequence> list(int atMost) {
    return database.inTransaction(handle -> handle
        .createQuery(sql(LIST))
        .bind("reader", reader)
        .bind("limit", atMost)
        .map((row, context) -> ParkedRows.sequence(row))
        .list());
  }

  /** The events of one key after a position, in order: those that wait, and those that did. */
  public List<ParkedEvent> events(String key, Position after, int atMost) {
    return database.inTransaction(handle -> handle
        .createQuery(sql(EVENTS))
        .bind("reader", reader)
        .bind("key", key)
        .bind("after", after.value())
        .bind("limit", atMost)
        .map((row, context) -> ParkedRows.event(row))
        .list());
  }

  /**
   * What became of the events in part of the log that wait, or waited, under any key.
   *
   * @param after from there, exclusive
   * @param upTo to there, inclusive
   */
  public Map<Position, ParkedEvent.State> states(Position after, Position upTo) {
    return database.inTransaction(handle -> handle
        .createQuery(sql(STATES))
        .bind("reader", reader)
        .bind("after", after.value())
        .bind("upto", upTo.value())
        .reduceRows(new HashMap<>(), (states, row) -> {
          states.put(
              new Position(row.getColumn("position", Long.class)),
              ParkedRows.state(row.getColumn("state", String.class)));
          return states;
        }));
  }

  /**
   * Asks the reader to handle what waits under this key, in order. It does so when it next looks, and the
   * record says how it ended.
   *
   * @param actor who asks
   * @throws NotParkedException if nothing waits
   */
  public void retry(String key, String actor) {
    requireText("actor", actor);
    int requested = database.inTransaction(
        handle -> ofKey(handle, REQUEST_RETRY, key).bind("by", actor).execute());
    if (requested == 0) {
      throw new NotParkedException(reader, key, "nothing waits");
    }
  }

  /**
   * Decides that one event is never to be handled. What follows it goes on waiting; ask for a {@link
   * #retry} then.
   *
   * @throws NotParkedException if that event does not wait, or a try is under way
   */
  public void discard(String key, Position event, String actor, String reason) {
    discard(key, event.value(), event.value(), actor, reason);
  }

  /**
   * Decides that nothing of what waits under this key is ever to be handled; events to come are handled
   * again.
   *
   * @return how many events that were
   * @throws NotParkedException if nothing waits, or a try is under way
   */
  public int discardAll(String key, String actor, String reason) {
    return discard(key, 0, Long.MAX_VALUE, actor, reason);
  }

  private int discard(String key, long first, long last, String actor, String reason) {
    requireText("actor", actor);
    requireText("reason", reason);
    return database.inTransaction(handle -> {
      requireFree(handle, key);
      int discarded = ofKey(handle, DISCARD, key)
          .bind("by", actor)
          .bind("reason", reason)
          .bind("first", first)
          .bind("last", last)
          .execute();
      if (discarded == 0) {
        throw new NotParkedException(reader, key, "no such event waits");
      }
      ofKey(handle, Parking.END_IF_EMPTY, key).execute();
      return discarded;
    });
  }

  private void requireFree(Handle handle, String key) {
    boolean free = handle
        .createQuery(sql(LOCK_SEQUENCE))
        .bind("reader", reader)
        .bind("key", key)
        .mapTo(Boolean.class)
        .findOne()
        .orElseThrow(() -> new NotParkedException(reader, key, "nothing waits"));
    if (!free) {
      throw new NotParkedException(
          reader, key, "another try has been asked for; wait until the reader has made it");
    }
  }

  private Update ofKey(Handle handle, String statement, String key) {
    return handle.createUpdate(sql(statement)).bind("reader", reader).bind("key", key);
  }

  private static void requireText(String subject, String text) {
    if (text.isBlank()) {
      throw new InvalidInputException(subject, "is blank, and it is what the record will say");
    }
  }

  private String sql(String statement) {
    return statement.formatted(database.schema());
  }
}
