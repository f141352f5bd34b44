package dev.cairn.cli.processes;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProcessInstance;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.WaitingCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es processes show}. */
@Command(
    name = "show",
    description =
        "Shows an instance of a process: what it knows, its deadline, and which of its commands wait.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} 42",
      "  ${COMMAND-FULL-NAME} 42 --process transfer-process --json"
    })
final class ShowInstance extends ProcessCommand {

  private static final int MOST = 1_000;

  @Parameters(paramLabel = "KEY", description = "The key of the instance.")
  private String key = "";

  @Mixin
  private JsonOption json = new JsonOption();

  ShowInstance(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(ProcessOperations operations, Terminal terminal) {
    Optional<ProcessInstance> instance = operations.find(key);
    List<WaitingCommand> commands = operations.waitingOf(key, MOST);
    if (instance.isEmpty() && commands.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "the process " + process() + " has no instance '" + key
              + "', and no command of one waits");
    }
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().put("process", process()).put("key", key);
        instance.ifPresentOrElse(underWay -> write(underWay, out), () -> out.put("instance", null));
        out.beginArray("commands");
        commands.forEach(command -> WaitingJson.write(process(), command, out));
        out.endArray().end();
      }
      return ExitCode.OK;
    }
    instance.ifPresentOrElse(
        underWay -> write(underWay, terminal), () -> terminal.line("%s  has ended", key));
    commands.forEach(command -> WaitingText.print(command, terminal));
    return ExitCode.OK;
  }

  private static void write(ProcessInstance instance, JsonOutput out) {
    out.begin("instance")
        .putStored("state", instance.state().getBytes(StandardCharsets.UTF_8))
        .put("begunAt", instance.begun())
        .put("changedAt", instance.changed())
        .put("deadline", instance.deadline())
        .put("attempts", instance.attempts())
        .put("error", instance.error())
        .end();
  }

  private static void write(ProcessInstance instance, Terminal terminal) {
    terminal.line("%s  %s", instance.key(), instance.state());
    terminal.line("    begun %s, changed %s", instance.begun(), instance.changed());
    terminal.line(
        "    %s",
        instance.deadline() == null ? "no deadline" : "its time is up at " + instance.deadline());
    if (instance.error() != null) {
      terminal.line(
          "    the deadline could not be met %d times: %s", instance.attempts(), instance.error());
    }
  }
}
