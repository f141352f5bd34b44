package dev.cairn.cli.outbox;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es outbox retry}. */
@Command(
    name = "retry",
    description = {
      "Asks the relay to publish what waits of a stream, in order, up to the first event that fails again;"
          + " or a message.",
      "The leader does so when it next looks; 'outbox parked STREAM' then says what became of it."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} account:42",
      "  ${COMMAND-FULL-NAME} --all --by ann --dry-run",
      "  ${COMMAND-FULL-NAME} --message 0198c2a4-6f1e-7c3a-9a55-0d2f6f0f6b1e"
    })
final class RetryParked extends OutboxCommand {

  @Parameters(arity = "0..*", paramLabel = "STREAM", description = "What waits of these streams.")
  private Set<String> streams = new LinkedHashSet<>();

  @Option(
      names = "--message",
      paramLabel = "ID",
      converter = MessageId.class,
      description = "This message; may be repeated.")
  private Set<UUID> messages = new LinkedHashSet<>();

  @Option(names = "--all", description = "All streams and messages that wait.")
  private boolean all;

  @Mixin
  private RelayOption relay = new RelayOption();

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  RetryParked(LogAccess access) {
    super(access);
  }

  @Override
  int work(LogConnection log, Terminal terminal) {
    boolean some = !streams.isEmpty() || !messages.isEmpty();
    if (some == all) {
      throw new CommandFailedException(
          ExitCode.USAGE, "say which streams, which --message, or --all of them");
    }
    ParkedTargets targets = ParkedTargets.of(log.database(), relay.name(log.database()));
    if (all) {
      retry(targets.events().all(), targets, terminal);
      targets
          .messages()
          .list(Integer.MAX_VALUE)
          .forEach(message -> retry(message.id(), targets, terminal));
    } else {
      // All of them are looked up before the first is asked for.
      List<ParkedSequence> waiting = targets.events().of(streams);
      messages.forEach(targets::message);
      retry(waiting, targets, terminal);
      messages.forEach(message -> retry(message, targets, terminal));
    }
    return ExitCode.OK;
  }

  private void retry(List<ParkedSequence> waiting, ParkedTargets targets, Terminal terminal) {
    waiting.forEach(
        sequence -> targets.events().retry(sequence, actor.name(), dryRun.isAsked(), terminal));
  }

  private void retry(UUID message, ParkedTargets targets, Terminal terminal) {
    if (!dryRun.isAsked() && !targets.messages().retry(message, actor.name())) {
      throw ParkedTargets.notParked(message);
    }
    terminal.line(
        "message %s: %s for another try", message, dryRun.isAsked() ? "would ask" : "asked");
  }
}
