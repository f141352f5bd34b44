package dev.cairn.cli.streams;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.LimitOption;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.Subscription;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es streams tail}. */
@Command(
    name = "tail",
    description =
        "Shows events as they are appended, until it is stopped. A database that goes away is"
            + " waited for, and nothing is left out.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME}                                   whatever is appended",
      "  ${COMMAND-FULL-NAME} account:42 account:43             to these streams",
      "  ${COMMAND-FULL-NAME} --category account --json         to accounts, for programs",
      "  ${COMMAND-FULL-NAME} --after 0 --type money-withdrawn  from the beginning of the log"
    })
final class TailStreams extends LogCommand {

  @Parameters(arity = "0..*", paramLabel = "STREAM", description = "Only events of these streams.")
  private Set<String> streams = Set.of();

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "Only events of streams in this category; may be repeated.")
  private Set<String> categories = Set.of();

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "Only events of this type; may be repeated.")
  private Set<String> types = Set.of();

  @Option(
      names = "--after",
      paramLabel = "POSITION",
      description =
          "Begin with what follows this position; 0 is the beginning of the log. Unless given,"
              + " with what is appended from now on.")
  private @Nullable Long after;

  @Mixin
  private LimitOption limit = new LimitOption();

  @Mixin
  private JsonOption json = new JsonOption();

  TailStreams(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    EventFilter filter = filter();
    Checkpoint from = start(log);
    Tail tail = new Tail(this::isWanted, limit.value(), json.isAsked(), terminal);
    try (Subscription subscription = log.store().subscribe(from, filter, tail::show)) {
      terminal.note("Showing events after position %s; Ctrl-C ends it.", from.position());
      tail.await(subscription);
    }
    return ExitCode.OK;
  }

  private Checkpoint start(LogConnection log) {
    Position head = log.store().head();
    Position start = after == null ? head : Position.of(after);
    if (start.isAfter(head)) {
      throw new CommandFailedException(
          ExitCode.FAILED, "the log ends at position " + head + ", which is before " + start);
    }
    return new Checkpoint(log.store().identity(), start, null);
  }

  /** What the database can tell; which streams of a category, is told here. */
  private EventFilter filter() {
    Set<String> all = new HashSet<>(categories);
    streams.forEach(stream -> all.add(StreamId.parse(stream).category()));
    return new EventFilter(types, all);
  }

  /** By text, because a hand that went past Cairn may have written an id that is none. */
  private boolean isWanted(String stream) {
    return streams.isEmpty()
        || streams.contains(stream)
        || categories.contains(stream.split(":", 2)[0]);
  }
}
