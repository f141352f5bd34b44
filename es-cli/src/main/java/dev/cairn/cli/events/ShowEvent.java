package dev.cairn.cli.events;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.RecordedEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es events show}. */
@Command(
    name = "show",
    description = "Shows all there is to know of an event.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} 1234",
      "  ${COMMAND-FULL-NAME} 0198c2a4-6f1e-7c3a-9a55-0d2f6f0f6b1e --json"
    })
final class ShowEvent extends LogCommand {

  @Parameters(
      paramLabel = "EVENT",
      converter = EventReference.Reader.class,
      description = "The id of the event, or its position.")
  private @Nullable EventReference event;

  @Mixin
  private JsonOption json = new JsonOption();

  ShowEvent(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    RecordedEvent found = Objects.requireNonNull(event).in(log.store());
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        EventJson.write(found, out);
      }
    } else {
      write(found, terminal);
    }
    return ExitCode.OK;
  }

  private static void write(RecordedEvent event, Terminal terminal) {
    terminal.line("id         %s", event.id());
    terminal.line("type       %s", event.type());
    terminal.line("revision   %d", event.revision());
    terminal.line("stream     %s, version %s", event.streamText(), event.version());
    terminal.line("position   %s", event.position());
    terminal.line("recorded   %s", event.recordedAt());
    terminal.line("metadata");
    PrettyJson.lines(event.metadataJson()).forEach(line -> terminal.line("  %s", line));
    terminal.line("payload");
    PrettyJson.lines(event.payloadJson()).forEach(line -> terminal.line("  %s", line));
  }
}
