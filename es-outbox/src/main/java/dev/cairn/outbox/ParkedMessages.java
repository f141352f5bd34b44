package dev.cairn.outbox;

import dev.cairn.InvalidInputException;
import dev.cairn.postgres.LogDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Messages that could not be published, for the operator; events that could not are in {@link
 * dev.cairn.postgres.parking.ParkedEvents}. Thread-safe.
 */
public final class ParkedMessages {

  private static final String LIST = """
      select m.id, m.topic, m.key, m.type, m.park_reason, m.sent_at, m.parked_at, m.attempts,
             (select count(*) from %1$s.outbox_messages w
               where w.state = 'waiting' and w.topic = m.topic and w.key = m.key and w.number > m.number)
               as waiting
        from %1$s.outbox_messages m where m.state = 'parked' order by m.number limit :limit""";

  private static final String RETRY = """
      with again as (
        update %1$s.outbox_messages set state = 'waiting', settled_by = :by
         where id = :id and state = 'parked' returning id
      )
      select count(pg_notify('%1$s_events', 'message:again:' || id)) from again""";

  private static final String DISCARD = """
      update %1$s.outbox_messages
         set state = 'discarded', settled_at = clock_timestamp(), settled_by = :by, settle_reason = :reason
       where id = :id and state = 'parked'""";

  private final LogDatabase database;

  public ParkedMessages(LogDatabase database) {
    this.database = database;
  }

  /** In the order in which they were sent. */
  public List<ParkedMessage> list(int atMost) {
    return database.inTransaction(handle -> handle
        .createQuery(sql(LIST))
        .bind("limit", atMost)
        .map((row, context) -> new ParkedMessage(
            row.getObject("id", UUID.class),
            row.getString("topic"),
            row.getString("key"),
            row.getString("type"),
            row.getString("park_reason"),
            row.getObject("sent_at", OffsetDateTime.class).toInstant(),
            row.getObject("parked_at", OffsetDateTime.class).toInstant(),
            row.getInt("attempts"),
            row.getLong("waiting")))
        .list());
  }

  /**
   * Lets the relay try again; what waits behind the message follows when it succeeds.
   *
   * @return false if it is not parked
   */
  public boolean retry(UUID id, String actor) {
    requireText("actor", actor);
    return database.inTransaction(handle -> handle
            .createQuery(sql(RETRY))
            .bind("id", id)
            .bind("by", actor)
            .mapTo(Long.class)
            .one())
        > 0;
  }

  /**
   * Decides that the message is never to be published; the row stays as the record of it, and what waits
   * behind it goes on.
   *
   * @return false if it is not parked
   */
  public boolean discard(UUID id, String actor, String reason) {
    requireText("actor", actor);
    requireText("reason", reason);
    return database.inTransaction(handle -> handle
            .createUpdate(sql(DISCARD))
            .bind("id", id)
            .bind("by", actor)
            .bind("reason", reason)
            .execute())
        > 0;
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
