package dev.cairn.cli.streams;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.FromOne;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LimitOption;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.StreamIdConverter;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.events.EventJson;
import dev.cairn.cli.events.EventLine;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.StreamRead;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es streams show}. */
@Command(
    name = "show",
    description = "Shows the events of a stream, in order.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} account:42                     the whole stream",
      "  ${COMMAND-FULL-NAME} account:42 --newest -n 10      the last ten, the newest first",
      "  ${COMMAND-FULL-NAME} account:42 --from 100 --json   from version 100 on, for programs"
    })
final class ShowStream extends LogCommand {

  @Parameters(
      paramLabel = "STREAM",
      converter = StreamIdConverter.class,
      description = "The id of the stream, category:key.")
  private @Nullable StreamId stream;

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      converter = FromOne.class,
      description = "Begin with the event of that version.")
  private @Nullable Long from;

  @Option(names = "--newest", description = "The newest first.")
  private boolean newest;

  @Mixin
  private LimitOption limit = new LimitOption();

  @Mixin
  private JsonOption json = new JsonOption();

  ShowStream(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    StreamRead read = read(Objects.requireNonNull(stream));
    Iterator<RecordedEvent> events = log.store().read(read).iterator();
    if (!events.hasNext()) {
      throw nothing(log, read);
    }
    if (json.isAsked()) {
      writeJson(read.stream(), events, terminal);
    } else {
      events.forEachRemaining(event -> terminal.line("%s", EventLine.of(event)));
    }
    return ExitCode.OK;
  }

  private StreamRead read(StreamId id) {
    StreamRead all = (newest ? StreamRead.backward(id) : StreamRead.forward(id)).stored();
    StreamRead some = from == null ? all : all.from(StreamVersion.of(from));
    return some.limit(limit.value());
  }

  private CommandFailedException nothing(LogConnection log, StreamRead read) {
    Optional<RecordedEvent> last =
        log.store().read(StreamRead.backward(read.stream()).limit(1).stored()).findFirst();
    return new CommandFailedException(
        ExitCode.FAILED,
        last.map(event -> "the stream " + read.stream() + " has the versions 1 to "
                + event.version() + ", and nothing from " + read.from() + " on")
            .orElse("there is no stream " + read.stream()));
  }

  private static void writeJson(StreamId id, Iterator<RecordedEvent> events, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin().put("stream", id).beginArray("events");
      events.forEachRemaining(event -> {
        EventJson.write(event, out);
        out.requireReader();
      });
      out.endArray().end();
    }
  }
}
