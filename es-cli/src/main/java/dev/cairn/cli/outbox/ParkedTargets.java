package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.Position;
import dev.cairn.outbox.ParkedMessage;
import dev.cairn.outbox.ParkedMessages;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvent.State;
import dev.cairn.postgres.parking.ParkedEvents;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.List;
import java.util.UUID;

/** What waits of one relay, looked up before it is decided about. */
final class ParkedTargets {

  /** More than a relay parks before it halts. */
  private static final int ALL = 1_000_000;

  private final String relay;
  private final ParkedEvents events;
  private final ParkedMessages messages;

  ParkedTargets(LogDatabase database, String relay) {
    this.relay = relay;
    this.events = new ParkedEvents(database, relay);
    this.messages = new ParkedMessages(database);
  }

  String relay() {
    return relay;
  }

  ParkedEvents events() {
    return events;
  }

  ParkedMessages messages() {
    return messages;
  }

  List<ParkedSequence> streams() {
    return events.list(ALL);
  }

  /**
   * What waits of a stream.
   *
   * @throws CommandFailedException if nothing does
   */
  ParkedSequence stream(String stream) {
    return streams().stream()
        .filter(sequence -> sequence.key().equals(stream))
        .findFirst()
        .orElseThrow(() -> failed("nothing of '" + stream + "' waits in the relay " + relay));
  }

  /** As {@link #stream}, if nobody has asked for another try. */
  ParkedSequence freeStream(String stream) {
    ParkedSequence sequence = stream(stream);
    if (sequence.retryRequestedBy() != null) {
      throw failed("for '" + stream + "' " + sequence.retryRequestedBy()
          + " has asked for another try; wait until the relay has made it");
    }
    return sequence;
  }

  /**
   * An event that waits.
   *
   * @throws CommandFailedException if it does not
   */
  ParkedEvent event(String stream, Position position) {
    return events.events(stream, new Position(Math.max(0, position.value() - 1)), 1).stream()
        .filter(event -> event.position().equals(position) && event.state() == State.PARKED)
        .findFirst()
        .orElseThrow(() -> failed("of '" + stream + "' the event at position " + position
            + " does not wait in the relay " + relay));
  }

  /**
   * A message that waits.
   *
   * @throws CommandFailedException if it does not
   */
  ParkedMessage message(UUID id) {
    return messages.list(ALL).stream()
        .filter(message -> message.id().equals(id))
        .findFirst()
        .orElseThrow(() -> notParked(id));
  }

  static CommandFailedException notParked(UUID message) {
    return failed("the message " + message + " is not parked");
  }

  private static CommandFailedException failed(String why) {
    return new CommandFailedException(ExitCode.FAILED, why);
  }
}
