package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.parking.DiscardOptions;
import dev.cairn.outbox.ParkedMessage;
import java.util.UUID;
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
      names = "--message",
      paramLabel = "ID",
      converter = MessageId.class,
      description = "This message.")
  private @Nullable UUID message;

  @Mixin
  private RelayOption relay = new RelayOption();

  @Mixin
  private DiscardOptions discard = new DiscardOptions();

  DiscardParked(LogAccess access) {
    super(access);
  }

  @Override
  int work(LogConnection log, Terminal terminal) {
    boolean isStream = stream != null && message == null && discard.isOneThing();
    boolean isMessage = stream == null && message != null && discard.isNothing();
    if (!isStream && !isMessage) {
      throw new CommandFailedException(
          ExitCode.USAGE, "say STREAM with --position or with --all, or say --message");
    }
    ParkedTargets targets = ParkedTargets.of(log.database(), relay.name(log.database()));
    if (stream != null) {
      discard.discard(stream, targets.events(), terminal);
    } else if (message != null) {
      discard(message, targets, terminal);
    }
    return ExitCode.OK;
  }

  private void discard(UUID id, ParkedTargets targets, Terminal terminal) {
    ParkedMessage parked = targets.message(id);
    if (!discard.isDryRun() && !targets.messages().discard(id, discard.actor(), discard.reason())) {
      throw ParkedTargets.notParked(id);
    }
    terminal.line("message %s to %s: %s it", id, parked.topic(), discard.verb());
  }
}
