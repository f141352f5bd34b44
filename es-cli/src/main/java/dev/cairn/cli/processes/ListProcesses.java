package dev.cairn.cli.processes;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProcessCounts;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.ProjectionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es processes list}. */
@Command(
    name = "list",
    description = {
      "Lists the processes: how many instances are under way, how many commands wait, and how many of"
          + " these have failed.",
      "Where each stands in the log, and who runs it, is shown by 'projections list'."
    },
    footer = {"%nExamples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
final class ListProcesses extends ProjectionCommand {

  @Mixin
  private JsonOption json = new JsonOption();

  ListProcesses(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().beginArray("processes");
        operations.processes().forEach(name -> write(name, operations.process(name), out));
        out.endArray().end();
      }
      return ExitCode.OK;
    }
    line(terminal, "process", "instances", "waiting", "failing", "");
    operations.processes().forEach(name -> write(name, operations.process(name), terminal));
    return ExitCode.OK;
  }

  private static void write(String name, ProcessOperations process, JsonOutput out) {
    ProcessCounts counts = process.counts();
    out.begin()
        .put("process", name)
        .put("begun", process.hasBegun())
        .put("instances", counts.instances())
        .put("waiting", counts.waiting())
        .put("failing", counts.failing())
        .end();
  }

  private static void write(String name, ProcessOperations process, Terminal terminal) {
    ProcessCounts counts = process.counts();
    line(
        terminal,
        name,
        counts.instances(),
        counts.waiting(),
        counts.failing(),
        process.hasBegun() ? "" : "has not begun yet");
  }

  private static void line(Terminal terminal, Object... columns) {
    terminal.line("%-24s %10s %10s %10s  %s", columns);
  }
}
