package dev.cairn.command;

import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.util.List;
import java.util.Optional;

/**
 * What a command led to.
 *
 * @param stream the aggregate that decided
 * @param version the version after the command: that of its last event, or of the stream if it led
 *     to none
 * @param position of the last event in the log; empty if the command led to none
 * @param events in order; often empty
 * @param repeated true if the command had been carried out under its command id before, as this
 *     result says, and this call changed nothing. Also true if only the acknowledgement of this
 *     call got lost and the store had to ask again: the two cannot be told apart
 */
public record CommandResult(
    StreamId stream,
    StreamVersion version,
    Optional<Position> position,
    List<Object> events,
    boolean repeated) {

  public CommandResult {
    events = List.copyOf(events);
  }
}
