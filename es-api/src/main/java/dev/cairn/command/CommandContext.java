package dev.cairn.command;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a command beside what it asks for. It becomes the metadata of the events.
 *
 * @param commandId makes sending idempotent, see {@link Commands#send(Object, CommandContext)};
 *     null if the command is not going to be repeated
 * @param correlationId shared by everything that belongs to one business conversation; null stands
 *     for the command id
 * @param causationId the id of the event or message that led to the command; null stands for the
 *     command id
 * @param actor who asked for it, as the application names its users
 * @param headers anything else, such as {@code traceparent}
 */
public record CommandContext(
    @Nullable UUID commandId,
    @Nullable UUID correlationId,
    @Nullable UUID causationId,
    @Nullable String actor,
    Map<String, String> headers) {

  private static final CommandContext NONE = new CommandContext(null, null, null, null, Map.of());

  public CommandContext {
    headers = Map.copyOf(headers);
  }

  /** Nothing is known. */
  public static CommandContext none() {
    return NONE;
  }

  /** Only the id of the command is known, so it may be sent again. */
  public static CommandContext withId(UUID commandId) {
    return NONE.withCommandId(commandId);
  }

  public CommandContext withCommandId(UUID id) {
    return new CommandContext(id, correlationId, causationId, actor, headers);
  }

  public CommandContext withCorrelationId(UUID id) {
    return new CommandContext(commandId, id, causationId, actor, headers);
  }

  public CommandContext withCausationId(UUID id) {
    return new CommandContext(commandId, correlationId, id, actor, headers);
  }

  public CommandContext withActor(String name) {
    return new CommandContext(commandId, correlationId, causationId, name, headers);
  }

  public CommandContext withHeaders(Map<String, String> all) {
    return new CommandContext(commandId, correlationId, causationId, actor, all);
  }
}
