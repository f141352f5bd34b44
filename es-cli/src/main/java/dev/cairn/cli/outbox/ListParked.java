package dev.cairn.cli.outbox;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.parking.ListLimit;
import dev.cairn.cli.parking.ParkedJson;
import dev.cairn.cli.parking.ParkedText;
import dev.cairn.outbox.ParkedMessage;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedSequence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin
  private ListLimit limit = new ListLimit();

  @Mixin
  private JsonOption json = new JsonOption();

  ListParked(LogAccess access) {
    super(access);
  }

  @Override
  int work(LogConnection log, Terminal terminal) {
    String name = relay.name(log.database());
    ParkedTargets targets = ParkedTargets.of(log.database(), name);
    if (stream == null) {
      everything(name, targets, terminal);
    } else {
      events(name, stream, targets, terminal);
    }
    return ExitCode.OK;
  }

  private void everything(String name, ParkedTargets targets, Terminal terminal) {
    List<ParkedSequence> streams = targets.events().list(limit.value());
    List<ParkedMessage> messages = targets.messages().list(limit.value());
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().put("relay", name).beginArray("streams");
        streams.forEach(sequence ->
            ParkedJson.put(sequence, out.begin().put("stream", sequence.key())).end());
        out.endArray().beginArray("messages");
        messages.forEach(message -> ShownMessage.write(message, out));
        out.endArray().end();
      }
    } else if (streams.isEmpty() && messages.isEmpty()) {
      terminal.line("Nothing is parked.");
    } else {
      streams.forEach(sequence -> ParkedText.print(sequence.key(), sequence, terminal));
      messages.forEach(message -> ShownMessage.print(message, terminal));
    }
  }

  private void events(String name, String of, ParkedTargets targets, Terminal terminal) {
    List<ParkedEvent> events = targets.events().history(of, limit.value());
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        ParkedJson.put(events, out.begin().put("relay", name).put("stream", of)).end();
      }
    } else {
      events.forEach(event -> ParkedText.print(event, terminal));
    }
  }
}
