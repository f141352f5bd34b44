package dev.cairn.outbox;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventIds;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is not an event: something to tell others that is no fact of an aggregate.
 *
 * @param id unique; a second message with the id of one that waits is refused
 * @param topic where it goes
 * @param key what keeps messages of one topic in order; never empty
 * @param type what kind of message it is, for the CloudEvents attribute of that name
 * @param json the payload
 * @param correlationId shared by everything that belongs to one business conversation
 * @param causationId the id of the event or message that led to this one
 * @param traceparent W3C trace context
 */
public record OutboxMessage(
    UUID id,
    String topic,
    String key,
    String type,
    String json,
    @Nullable UUID correlationId,
    @Nullable UUID causationId,
    @Nullable String traceparent) {

  private static final int MAX_TYPE = 128;

  /**
   * @throws InvalidInputException if the topic's name is none, the key is empty, the type is empty or
   *     longer than 128 characters, or a text holds a NUL character or half a surrogate pair
   */
  public OutboxMessage {
    Objects.requireNonNull(id, "id");
    Route.to(topic, key);
    requireStorable("record key", key);
    requireStorable("message type", type);
    requireStorable("message payload", json);
    if (traceparent != null) {
      requireStorable("traceparent", traceparent);
    }
    if (type.isBlank() || type.length() > MAX_TYPE) {
      throw new InvalidInputException(
          "message type", "has " + type.length() + " characters; it takes 1 to " + MAX_TYPE);
    }
  }

  /** PostgreSQL stores no NUL, and UTF-8 knows no half characters. */
  private static void requireStorable(String subject, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        throw new InvalidInputException(
            subject, String.format("has U+%04X at index %d, which cannot be stored", (int) c, i));
      }
      i += pair ? 1 : 0;
    }
  }

  /** A message with a new id. */
  public static OutboxMessage of(String topic, String key, String type, String json) {
    return new OutboxMessage(EventIds.next(), topic, key, type, json, null, null, null);
  }

  public OutboxMessage withId(UUID other) {
    return new OutboxMessage(
        other, topic, key, type, json, correlationId, causationId, traceparent);
  }

  public OutboxMessage withCorrelationId(UUID other) {
    return new OutboxMessage(id, topic, key, type, json, other, causationId, traceparent);
  }

  public OutboxMessage withCausationId(UUID other) {
    return new OutboxMessage(id, topic, key, type, json, correlationId, other, traceparent);
  }

  public OutboxMessage withTraceparent(String other) {
    return new OutboxMessage(id, topic, key, type, json, correlationId, causationId, other);
  }
}
