package dev.cairn.cli.outbox;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.FromOne;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.outbox.ParkedMessage;
import dev.cairn.outbox.ParkedMessages;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvents;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es outbox parked}. */
@Command(
    name = "parked",
    description =
        "Lists the streams that wait because an event could not be published, and the messages;"
            + " or the events of one stream, with what became of them.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME}                all streams, those that wait longest first",
      "  ${COMMAND-FULL-NAME} account:42     what waits, or waited, in this one",
      "  ${COMMAND-FULL-NAME} --json"
    })
final class ListParked extends OutboxCommand {

  @Parameters(arity = "0..1", paramLabel = "STREAM", description = "The events of this stream.")
  private @Nullable String stream;

  @Mixin
  private RelayOption relay = new RelayOption();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "1000",
      converter = FromOne.class,
      description = "At most N of each; ${DEFAULT-VALUE} unless given.")
  private long limit = 1_000;

  @Mixin
  private JsonOption json = new JsonOption();

  ListParked(LogAccess access) {
    super(access);
  }

  @Override
  int work(LogConnection log, Terminal terminal) {
    String name = relay.name(log.database());
    ParkedEvents parked = new ParkedEvents(log.database(), name);
    int most = (int) Math.min(limit, Integer.MAX_VALUE);
    if (stream != null) {
      events(name, stream, parked.events(stream, Position.START, most), terminal);
    } else {
      List<ParkedMessage> messages = new ParkedMessages(log.database()).list(most);
      everything(name, parked.list(most), messages, terminal);
    }
    return ExitCode.OK;
  }

  private void everything(
      String name, List<ParkedSequence> streams, List<ParkedMessage> messages, Terminal terminal) {
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().put("relay", name).beginArray("streams");
        streams.forEach(sequence -> ParkedJson.write(sequence, out));
        out.endArray().beginArray("messages");
        messages.forEach(message -> ParkedJson.write(message, out));
        out.endArray().end();
      }
    } else if (streams.isEmpty() && messages.isEmpty()) {
      terminal.line("Nothing is parked.");
    } else {
      streams.forEach(sequence -> ParkedText.print(sequence, terminal));
      messages.forEach(message -> ParkedText.print(message, terminal));
    }
  }

  private void events(String name, String of, List<ParkedEvent> events, Terminal terminal) {
    if (events.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.FAILED, "no event of '" + of + "' is or was parked by the relay " + name);
    }
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().put("relay", name).put("stream", of).beginArray("events");
        events.forEach(event -> ParkedJson.write(event, out));
        out.endArray().end();
      }
    } else {
      events.forEach(event -> ParkedText.print(event, terminal));
    }
  }
}
