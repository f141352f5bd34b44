package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.parking.WaitingEvents;
import dev.cairn.outbox.ParkedMessage;
import dev.cairn.outbox.ParkedMessages;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.parking.ParkedEvents;
import java.util.UUID;

/** What waits of one relay: events, and messages. */
record ParkedTargets(WaitingEvents events, ParkedMessages messages) {

  static ParkedTargets of(LogDatabase database, String relay) {
    return new ParkedTargets(
        new WaitingEvents(new ParkedEvents(database, relay), "the relay " + relay, "publish"),
        new ParkedMessages(database));
  }

  /**
   * A message that waits.
   *
   * @throws CommandFailedException if it does not
   */
  ParkedMessage message(UUID id) {
    return messages.list(Integer.MAX_VALUE).stream()
        .filter(message -> message.id().equals(id))
        .findFirst()
        .orElseThrow(() -> notParked(id));
  }

  static CommandFailedException notParked(UUID message) {
    return new CommandFailedException(ExitCode.FAILED, "the message " + message + " is not parked");
  }
}
