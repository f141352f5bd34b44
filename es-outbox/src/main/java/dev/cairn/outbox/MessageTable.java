package dev.cairn.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of messages that are not events, as the relay sees them. */
final class MessageTable {

  // A message waits behind an earlier one of its topic and key that is parked.
  private static final String WAITING = """
      select id, topic, key, type, payload, sent_at, correlation_id, causation_id, traceparent
        from %1$s.outbox_messages m
       where state = 'waiting'
         and not exists (select from %1$s.outbox_messages p
                          where p.state = 'parked' and p.topic = m.topic and p.key = m.key
                            and p.number < m.number)
       order by number limit :limit""";

  private static final String PUBLISHED = """
      delete from %1$s.outbox_messages where id = any(:ids) and state <> 'discarded'""";

  private static final String PARK = """
      update %1$s.outbox_messages
         set state = 'parked', park_reason = :reason, parked_at = clock_timestamp(), parked_by = :by,
             attempts = attempts + 1
       where id = :id and state = 'waiting'""";

  private final String schema;

  MessageTable(String schema) {
    this.schema = schema;
  }

  /** The first messages that may be published now, in the order in which they were sent. */
  List<WaitingMessage> waiting(Handle handle, int atMost) {
    return handle
        .createQuery(WAITING.formatted(schema))
        .bind("limit", atMost)
        .map((row, context) -> message(row))
        .list();
  }

  /** Deletes the rows of messages that are in Kafka. */
  void published(Handle handle, Collection<UUID> ids) {
    handle
        .createUpdate(PUBLISHED.formatted(schema))
        .bindArray("ids", UUID.class, ids)
        .execute();
  }

  /** Keeps a message, and the later ones of its topic and key, until an operator has decided. */
  void park(Handle handle, WaitingMessage message, String reason, String process) {
    handle
        .createUpdate(PARK.formatted(schema))
        .bind("id", message.id())
        .bind("reason", reason)
        .bind("by", process)
        .execute();
  }

  private static WaitingMessage message(ResultSet row) throws SQLException {
    return new WaitingMessage(
        row.getObject("id", UUID.class),
        new Route.To(row.getString("topic"), row.getString("key")),
        row.getString("type"),
        row.getString("payload").getBytes(StandardCharsets.UTF_8),
        row.getObject("sent_at", OffsetDateTime.class).toInstant(),
        row.getObject("correlation_id", UUID.class),
        row.getObject("causation_id", UUID.class),
        row.getString("traceparent"));
  }
}
