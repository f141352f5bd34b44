package dev.cairn.command;

import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.WrongExpectedVersionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A command on its way to a stream.
 *
 * @param repeatable whether the sender chose the id and so may send the command again
 * @param expected how the sender wants the stream to be
 */
record PendingCommand(
    Object command,
    StreamId stream,
    UUID id,
    boolean repeatable,
    EventMetadata metadata,
    ExpectedVersion expected) {

  static PendingCommand of(
      Object command, StreamId stream, CommandContext context, ExpectedVersion expected) {
    UUID given = context.commandId();
    UUID id = given == null ? EventIds.next() : given;
    EventMetadata metadata = new EventMetadata(
        Objects.requireNonNullElse(context.correlationId(), id),
        Objects.requireNonNullElse(context.causationId(), id),
        id,
        context.actor(),
        context.headers());
    return new PendingCommand(command, stream, id, given != null, metadata, expected);
  }

  /** The events under the ids that are theirs however often the command is sent. */
  List<NewEvent> toAppend(List<Object> events) {
    List<NewEvent> appended = new ArrayList<>(events.size());
    for (Object event : events) {
      UUID eventId = EventIds.derived(id, stream, appended.size());
      appended.add(new NewEvent(eventId, event, metadata));
    }
    return appended;
  }

  WrongExpectedVersionException unexpected(StreamVersion actual) {
    return new WrongExpectedVersionException(stream, expected, actual);
  }
}
