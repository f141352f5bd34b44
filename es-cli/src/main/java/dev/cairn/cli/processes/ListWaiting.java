package dev.cairn.cli.processes;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.parking.ListLimit;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.WaitingCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es processes waiting}. */
@Command(
    name = "waiting",
    description = {
      "Lists the commands that processes have sent and that are not carried out yet, the first sent first.",
      "One that fails is tried again by itself, and keeps the later ones of its instance from their turn."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --failing",
      "  ${COMMAND-FULL-NAME} --process transfer-process -n 10 --json"
    })
final class ListWaiting extends ProjectionCommand {

  @Option(
      names = "--process",
      paramLabel = "NAME",
      description = "Only of this process; of all unless given.")
  private @Nullable String named;

  @Option(names = "--failing", description = "Only those that have failed at least once.")
  private boolean failing;

  @Mixin
  private ListLimit limit = new ListLimit();

  @Mixin
  private JsonOption json = new JsonOption();

  ListWaiting(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    Map<String, List<WaitingCommand>> waiting = new LinkedHashMap<>();
    for (String process : named == null ? operations.processes() : List.of(named)) {
      waiting.put(process, commands(operations.process(process)));
    }
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().beginArray("commands");
        waiting.forEach((process, commands) ->
            commands.forEach(command -> WaitingJson.write(process, command, out)));
        out.endArray().end();
      }
    } else if (waiting.values().stream().allMatch(List::isEmpty)) {
      terminal.line("Nothing %s.", failing ? "fails" : "waits");
    } else {
      waiting.forEach((process, commands) -> write(process, commands, terminal));
    }
    return ExitCode.OK;
  }

  private List<WaitingCommand> commands(ProcessOperations operations) {
    return failing ? operations.failing(limit.value()) : operations.waiting(limit.value());
  }

  private static void write(String process, List<WaitingCommand> commands, Terminal terminal) {
    if (!commands.isEmpty()) {
      terminal.line("%s", process);
      commands.forEach(command -> WaitingText.print(command, terminal));
    }
  }
}
