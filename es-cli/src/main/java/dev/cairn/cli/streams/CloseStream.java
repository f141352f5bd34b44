package dev.cairn.cli.streams;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.FromOne;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.ReasonOption;
import dev.cairn.cli.command.StreamIdConverter;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamNotFoundException;
import dev.cairn.store.StreamRead;
import dev.cairn.store.WrongExpectedVersionException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es streams close}. */
@Command(
    name = "close",
    description = {
      "Closes a stream for good: nothing is appended to it any more, and there is no way to open it again.",
      "It can be read as before. Closing it again changes nothing and says who closed it."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} account:42 --reason 'merged into account:43' --dry-run",
      "  ${COMMAND-FULL-NAME} account:42 --expect 17 --reason 'merged into account:43' --by ann"
    })
final class CloseStream extends LogCommand {

  @Parameters(
      paramLabel = "STREAM",
      converter = StreamIdConverter.class,
      description = "The id of the stream, category:key.")
  private @Nullable StreamId stream;

  @Option(
      names = "--expect",
      paramLabel = "VERSION",
      converter = FromOne.class,
      description = "Close it only if its last event has that version.")
  private @Nullable Long expected;

  @Mixin
  private ReasonOption reason = new ReasonOption();

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  CloseStream(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    StreamId id = Objects.requireNonNull(stream);
    ExpectedVersion version =
        expected == null ? ExpectedVersion.any() : ExpectedVersion.exactly(expected);
    ClosedStream.requireRecordable(actor.name(), reason.value());
    Optional<ClosedStream> before = log.store().closedStream(id);
    if (dryRun.isAsked() && before.isEmpty()) {
      terminal.line("would close %s at version %s", id, closable(id, version, log));
      return ExitCode.OK;
    }
    ClosedStream closed = log.store().closeStream(id, version, actor.name(), reason.value());
    terminal.line(
        "%s %s at version %s on %s by %s: %s",
        id,
        before.isEmpty() ? "is closed" : "was closed already,",
        closed.version(),
        closed.closedAt(),
        closed.by(),
        closed.reason());
    return ExitCode.OK;
  }

  /** The version at which it would be closed. */
  private static StreamVersion closable(StreamId id, ExpectedVersion version, LogConnection log) {
    StreamVersion last = log.store()
        .read(StreamRead.backward(id).limit(1).stored())
        .findFirst()
        .map(RecordedEvent::version)
        .orElseThrow(() -> new StreamNotFoundException(id));
    if (!version.allows(last)) {
      throw new CommandFailedException(
          ExitCode.FAILED, new WrongExpectedVersionException(id, version, last));
    }
    return last;
  }
}
