package dev.cairn.command;

import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.time.Duration;
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
    boolean repeated,
    ReadModels readModels) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  public CommandResult {
    events = List.copyOf(events);
  }

  /** A result of commands that know of no read models. */
  public CommandResult(
      StreamId stream,
      StreamVersion version,
      Optional<Position> position,
      List<Object> events,
      boolean repeated) {
    this(stream, version, position, events, repeated, ReadModels.NONE);
  }

  CommandResult withReadModels(ReadModels known) {
    return new CommandResult(stream, version, position, events, repeated, known);
  }

  /** As {@link #waitFor(String, Duration)}, for 10 seconds at most. */
  public CommandResult waitFor(String readModel) {
    return waitFor(readModel, PATIENCE);
  }

  /**
   * Returns once a read model shows what the command led to: who reads it then, reads what they wrote. If
   * the command led to no event, there is nothing to wait for.
   *
   * @return this
   * @throws dev.cairn.InvalidInputException if these commands know of no read models
   * @throws RuntimeException of the read models, if it takes longer; the events are in the log all the same
   */
  public CommandResult waitFor(String readModel, Duration timeout) {
    position.ifPresent(written -> readModels.waitFor(readModel, written, timeout));
    return this;
  }
}
