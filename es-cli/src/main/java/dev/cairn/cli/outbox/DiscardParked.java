package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.outbox.ParkedMessage;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es outbox discard}. */
@Command(
    name = "discard",
    description = {
      "Decides that a parked event, all that waits of a stream, or a message is never to be published.",
      "The event stays in the log, and the decision on record. What follows a discarded event goes on"
          + " waiting until 'outbox retry STREAM'."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} account:42 --position 1234 --reason 'a test' --dry-run",
      "  ${COMMAND-FULL-NAME} account:42 --all --reason 'closed long ago' --by ann",
      "  ${COMMAND-FULL-NAME} --message 0198c2a4-6f1e-7c3a-9a55-0d2f6f0f6b1e --reason 'sent by hand'"
    })
final class DiscardParked extends OutboxCommand {

  @Parameters(arity = "0..1", paramLabel = "STREAM", description = "Of this stream.")
  private @Nullable String stream;

  @Option(
      names = "--position",
      paramLabel = "POSITION",
      description = "The event at this position.")
  private @Nullable Long position;

  @Option(names = "--all", description = "All events of the stream that wait.")
  private boolean all;

  @Option(
      names = "--message",
      paramLabel = "ID",
      converter = MessageId.class,
      description = "This message.")
  private @Nullable UUID message;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the record.")
  private String reason = "";

  @Mixin
  private RelayOption relay = new RelayOption();

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  DiscardParked(LogAccess access) {
    super(access);
  }

  @Override
  int work(LogConnection log, Terminal terminal) {
    long targetsGiven =
        Stream.of(message != null, position != null, all).filter(given -> given).count();
    if (targetsGiven != 1 || (stream == null) != (message != null)) {
      throw new CommandFailedException(
          ExitCode.USAGE, "say STREAM with --position or with --all, or say --message");
    }
    ParkedTargets targets = new ParkedTargets(log.database(), relay.name(log.database()));
    if (message != null) {
      discardMessage(message, targets, terminal);
    } else if (stream != null && position != null) {
      discardEvent(stream, Position.of(position), targets, terminal);
    } else if (stream != null) {
      discardStream(stream, targets, terminal);
    }
    return ExitCode.OK;
  }

  private void discardEvent(String of, Position at, ParkedTargets targets, Terminal terminal) {
    targets.freeStream(of);
    ParkedEvent event = targets.event(of, at);
    if (!dryRun.isAsked()) {
      targets.events().discard(of, at, actor.name(), reason);
    }
    terminal.line("%s: %s the event %s at position %s", of, verb(), event.eventId(), at);
  }

  private void discardStream(String of, ParkedTargets targets, Terminal terminal) {
    ParkedSequence sequence = targets.freeStream(of);
    long discarded = dryRun.isAsked()
        ? sequence.waiting()
        : targets.events().discardAll(of, actor.name(), reason);
    terminal.line("%s: %s %,d events", of, verb(), discarded);
  }

  private void discardMessage(UUID id, ParkedTargets targets, Terminal terminal) {
    ParkedMessage parked = targets.message(id);
    if (!dryRun.isAsked() && !targets.messages().discard(id, actor.name(), reason)) {
      throw ParkedTargets.notParked(id);
    }
    terminal.line("message %s to %s: %s it", id, parked.topic(), verb());
  }

  private String verb() {
    return dryRun.isAsked() ? "would discard" : "discarded";
  }
}
