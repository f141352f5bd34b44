package dev.cairn.outbox;

import dev.cairn.postgres.PostgresSettings;
import org.jdbi.v3.core.Handle;

/**
 * Sends messages that are not events: each is published, with the guarantee of the relay, if and when the
 * transaction commits that sent it. Thread-safe.
 *
 * <p>Messages with the same topic and key are published in the order in which they were sent, as far as
 * their transactions came one after the other. Their order among events is not defined.
 */
public final class Outbox {

  // The notification wakes the relay when the transaction commits.
  private static final String SEND = """
      with sent as (
        insert into %1$s.outbox_messages
          (id, topic, key, type, payload, correlation_id, causation_id, traceparent)
        values (:id, :topic, :key, :type, cast(:json as json), :correlation, :causation, :traceparent)
        )
      select pg_notify('%1$s_events', 'message:' || :id)""";

  private final String send;

  /**
   * The outbox beside a log.
   *
   * @param schema the schema that holds the log
   */
  public Outbox(String schema) {
    this.send = SEND.formatted(PostgresSettings.defaults().withSchema(schema).schema());
  }

  /**
   * Sends a message in the transaction of the handle.
   *
   * @param handle in a transaction
   * @throws org.jdbi.v3.core.statement.UnableToExecuteStatementException if a message with this id waits, the
   *     payload is no JSON, or the tables are missing ({@link OutboxSchema#migrate})
   */
  public void send(Handle handle, OutboxMessage message) {
    handle
        .createQuery(send)
        .bind("id", message.id())
        .bind("topic", message.topic())
        .bind("key", message.key())
        .bind("type", message.type())
        .bind("json", message.json())
        .bind("correlation", message.correlationId())
        .bind("causation", message.causationId())
        .bind("traceparent", message.traceparent())
        .mapTo(String.class)
        .list();
  }
}
