package dev.cairn.cli.events;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.FromOne;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.LogProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.LogRead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es events trace}. */
@Command(
    name = "trace",
    description = {
      "Shows what led to an event, up to the first cause, and everything that came of that.",
      "Causes are found by their ids. What they led to is found by reading the log on from there, at some"
          + " hundred thousand events a second, by the causation ids in the metadata."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} 1234                     of the event at that position",
      "  ${COMMAND-FULL-NAME} 1234 --reach 50000000    also what came of it much later",
      "  ${COMMAND-FULL-NAME} 0198c2a4-6f1e-7c3a-9a55-0d2f6f0f6b1e --json"
    })
final class TraceEvent extends LogCommand {

  @Parameters(
      paramLabel = "EVENT",
      converter = EventReference.Reader.class,
      description = "The id of the event, or its position.")
  private @Nullable EventReference event;

  @Option(
      names = "--reach",
      paramLabel = "N",
      defaultValue = "1000000",
      converter = FromOne.class,
      description =
          "Look through that many positions after the first cause; ${DEFAULT-VALUE} unless"
              + " given.")
  private long reach = 1_000_000;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "1000",
      converter = FromOne.class,
      description = "At most N events; ${DEFAULT-VALUE} unless given.")
  private long limit = 1_000;

  @Mixin
  private JsonOption json = new JsonOption();

  TraceEvent(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    RecordedEvent found = Objects.requireNonNull(event).in(log.store());
    Causes causes = Causes.of(found, log.store());
    Position after = causes.beginning(log.store());
    Position head = log.store().head();
    LogRead part =
        LogRead.after(after).withUpTo(min(head, causes.first().position().value()));
    CausationTree tree = new CausationTree(causes, (int) Math.min(limit, Integer.MAX_VALUE));
    LogProgress progress = new LogProgress("looking", after, part.upTo());
    Position upTo = ProgressDisplay.during(
        progress, terminal.err(), () -> tree.grow(log.store(), part, progress::reached));
    Trace trace = new Trace(found, causes, tree, after, upTo, head);
    if (json.isAsked()) {
      writeJson(trace, terminal);
    } else {
      write(trace, terminal);
    }
    return ExitCode.OK;
  }

  private Position min(Position head, long first) {
    return reach < head.value() - first ? new Position(first + reach) : head;
  }

  /** What was found, and where it was looked for. */
  private record Trace(
      RecordedEvent asked,
      Causes causes,
      CausationTree tree,
      Position after,
      Position upTo,
      Position head) {

    boolean isComplete() {
      return !tree.isFull() && upTo.compareTo(head) >= 0;
    }
  }

  private static void write(Trace trace, Terminal terminal) {
    trace
        .causes()
        .outside()
        .ifPresent(cause -> terminal.line("  caused by %s, which is no event of this log", cause));
    for (TracedEvent event : trace.tree().events()) {
      terminal.line(
          "%s %s%s  %s v%d  position %d  %s  %s",
          event.id().equals(trace.asked().id()) ? "*" : " ",
          // A chain may be longer than any terminal is wide.
          "  ".repeat(Math.min(event.depth(), 40)),
          event.type(),
          event.stream(),
          event.version(),
          event.position(),
          event.recordedAt(),
          event.id());
    }
    if (trace.tree().isFull()) {
      terminal.note("There may be more than these; --limit N shows them.");
    } else if (!trace.isComplete()) {
      terminal.note(
          "Looked through the log up to position %s of %s; --reach N goes further.",
          trace.upTo(), trace.head());
    }
  }

  private static void writeJson(Trace trace, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin()
          .put("event", trace.asked().id())
          .put("outsideCause", trace.causes().outside().orElse(null))
          .put("lookedAfter", trace.after().value())
          .put("lookedUpTo", trace.upTo().value())
          .put("complete", trace.isComplete())
          .beginArray("events");
      for (TracedEvent event : trace.tree().events()) {
        out.begin()
            .put("id", event.id())
            .put("type", event.type())
            .put("stream", event.stream())
            .put("version", event.version())
            .put("position", event.position())
            .put("recordedAt", event.recordedAt())
            .put("causedBy", event.causedBy())
            .put("depth", event.depth())
            .end();
      }
      out.endArray().end();
    }
  }
}
