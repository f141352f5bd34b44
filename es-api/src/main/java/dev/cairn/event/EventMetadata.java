package dev.cairn.event;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an event beside what happened: what it belongs to, what caused it, who asked
 * for it.
 *
 * @param correlationId shared by everything that belongs to one business conversation
 * @param causationId the id of the event or message that led to this event
 * @param commandId the id of the command that was decided into this event
 * @param actor who asked for it, as the application names its users
 * @param headers anything else, such as {@code traceparent}; never null, often empty
 */
public record EventMetadata(
    @Nullable UUID correlationId,
    @Nullable UUID causationId,
    @Nullable UUID commandId,
    @Nullable String actor,
    Map<String, String> headers) {

  private static final EventMetadata NONE = new EventMetadata(null, null, null, null, Map.of());

  public EventMetadata {
    headers = Map.copyOf(headers);
  }

  /** Metadata that says nothing. */
  public static EventMetadata none() {
    return NONE;
  }

  public EventMetadata withCorrelationId(UUID id) {
    return new EventMetadata(id, causationId, commandId, actor, headers);
  }

  public EventMetadata withCausationId(UUID id) {
    return new EventMetadata(correlationId, id, commandId, actor, headers);
  }

  public EventMetadata withCommandId(UUID id) {
    return new EventMetadata(correlationId, causationId, id, actor, headers);
  }

  public EventMetadata withActor(String name) {
    return new EventMetadata(correlationId, causationId, commandId, name, headers);
  }

  public EventMetadata withHeaders(Map<String, String> all) {
    return new EventMetadata(correlationId, causationId, commandId, actor, all);
  }
}
