package dev.cairn.cli.events;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.CountedProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.event.Position;
import dev.cairn.store.EventFilter;
import dev.cairn.store.EventStore;
import dev.cairn.store.LogRead;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es events upcast}. */
@Command(
    name = "upcast",
    description = {
      "Reads all events as the application would, through its upcasters, and says for each type and revision"
          + " how many there are, what they are today, and which cannot be read. Exit code 1 if there are"
          + " such.",
      "Nothing is changed: events stay as they were stored, and are brought up to date whenever they are read."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} --dry-run",
      "  ${COMMAND-FULL-NAME} --dry-run --type money-deposited --json"
    })
final class UpcastEvents extends LogCommand {

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "Only events that were stored under this name; may be given more than once.")
  private List<String> types = List.of();

  @Mixin
  private JsonOption json = new JsonOption();

  UpcastEvents(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    if (!dryRun.isAsked()) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "stored events are never changed; ask with --dry-run what they are when they are read");
    }
    EventStore store = log.store();
    UpcastSurvey survey = new UpcastSurvey();
    Position head = store.head();
    CountedProgress progress = new CountedProgress("reading", "positions", head.value());
    LogRead read = LogRead.all()
        .stored()
        .withUpTo(head)
        .withFilter(new EventFilter(Set.copyOf(types), Set.of()));
    ProgressDisplay.during(
        progress,
        terminal.err(),
        () -> store.readLog(read, event -> {
          survey.accept(event);
          progress.reached(event.position().value());
        }));
    if (json.isAsked()) {
      writeJson(survey, head, terminal);
    } else {
      print(survey, head, terminal);
    }
    return survey.failed() == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void print(UpcastSurvey survey, Position head, Terminal terminal) {
    survey.forms().forEach((form, found) -> {
      terminal.line(
          "%-32s revision %-3d %,12d events: %s, %,d cannot be read, %.2f s",
          form.type(),
          form.revision(),
          found.stored(),
          found.isCurrent() ? "as they are today" : "today " + found.today(),
          found.failed(),
          found.seconds());
      found
          .examples()
          .forEach(
              failure -> terminal.line("  position %d: %s", failure.position(), failure.why()));
    });
    terminal.line(
        "%,d events of %,d forms, up to position %s; %,d cannot be read",
        survey.forms().values().stream().mapToLong(UpcastSurvey.Form::stored).sum(),
        survey.forms().size(),
        head,
        survey.failed());
  }

  private static void writeJson(UpcastSurvey survey, Position head, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin().put("upTo", head.value()).put("failed", survey.failed()).beginArray("forms");
      survey.forms().forEach((form, found) -> {
        out.begin()
            .put("type", form.type())
            .put("revision", form.revision())
            .put("current", found.isCurrent())
            .put("stored", found.stored())
            .put("today", found.today())
            .put("failed", found.failed())
            .put("seconds", found.seconds())
            .beginArray("examples");
        found
            .examples()
            .forEach(failure -> out.begin()
                .put("position", failure.position())
                .put("problem", failure.why())
                .end());
        out.endArray().end();
      });
      out.endArray().end();
    }
  }
}
