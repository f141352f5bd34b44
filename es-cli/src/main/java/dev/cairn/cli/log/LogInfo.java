package dev.cairn.cli.log;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogCommand;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.LogProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.event.Position;
import dev.cairn.postgres.inspection.LogCount;
import dev.cairn.postgres.inspection.LogFacts;
import dev.cairn.postgres.inspection.LogFacts.Incarnation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es log info}. */
@Command(
    name = "info",
    description = "Says which log this is, how far it goes, and how much is in it.",
    footer = {"%nExamples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
final class LogInfo extends LogCommand {

  @Mixin
  private JsonOption json = new JsonOption();

  LogInfo(LogAccess access) {
    super(access);
  }

  @Override
  protected int run(LogConnection log, Terminal terminal) {
    LogFacts facts = LogFacts.of(log.database());
    LogProgress progress = new LogProgress("counting", Position.START, facts.head());
    LogCount count = ProgressDisplay.during(
        progress,
        terminal.err(),
        () -> LogCount.upTo(log.database(), facts.head(), progress::reached));
    if (json.isAsked()) {
      writeJson(facts, count, terminal);
    } else {
      write(facts, count, terminal);
    }
    return ExitCode.OK;
  }

  private static void write(LogFacts facts, LogCount count, Terminal terminal) {
    terminal.line("log            %s", facts.id());
    terminal.line("created        %s", facts.createdAt());
    terminal.line("schema         %s, version %s", facts.schema(), facts.schemaVersion());
    terminal.line("server         PostgreSQL %s", facts.serverVersion());
    terminal.line("head           position %,d", facts.head().value());
    if (facts.lastRecordedAt() != null) {
      terminal.line("last event     %s", facts.lastRecordedAt());
    }
    terminal.line("events         %,d", count.events());
    terminal.line("streams        %,d", count.streams());
    terminal.line("on disk        %,d kB", facts.bytes() / 1024);
    for (Incarnation incarnation : facts.incarnations()) {
      terminal.line(
          "incarnation    %d, after position %,d, since %s: %s",
          incarnation.number(),
          incarnation.beganAfter().value(),
          incarnation.beganAt(),
          incarnation.reason());
    }
  }

  private static void writeJson(LogFacts facts, LogCount count, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin()
          .put("log", facts.id())
          .put("createdAt", facts.createdAt())
          .put("schema", facts.schema())
          .put("schemaVersion", facts.schemaVersion())
          .put("serverVersion", facts.serverVersion())
          .put("head", facts.head().value())
          .put("lastRecordedAt", facts.lastRecordedAt())
          .put("events", count.events())
          .put("streams", count.streams())
          .put("bytes", facts.bytes())
          .beginArray("incarnations");
      for (Incarnation incarnation : facts.incarnations()) {
        out.begin()
            .put("incarnation", incarnation.number())
            .put("beganAfter", incarnation.beganAfter().value())
            .put("beganAt", incarnation.beganAt())
            .put("reason", incarnation.reason())
            .end();
      }
      out.endArray().end();
    }
  }
}
