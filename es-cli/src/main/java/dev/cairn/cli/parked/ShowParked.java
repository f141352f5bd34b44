package dev.cairn.cli.parked;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.parking.ListLimit;
import dev.cairn.cli.parking.ParkedJson;
import dev.cairn.cli.parking.ParkedText;
import dev.cairn.cli.parking.WaitingEvents;
import dev.cairn.postgres.parking.ParkedEvent;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es parked show}. */
@Command(
    name = "show",
    description =
        "Shows the events that were ever parked under a key, in order, and what became of them.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances 42",
      "  ${COMMAND-FULL-NAME} balances 42 --json"
    })
final class ShowParked extends ParkedCommand {

  @Parameters(index = "1", paramLabel = "KEY", description = "The key, as 'parked list' shows it.")
  private String key = "";

  @Mixin
  private ListLimit limit = new ListLimit();

  @Mixin
  private JsonOption json = new JsonOption();

  ShowParked(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(WaitingEvents waiting, Terminal terminal) {
    List<ParkedEvent> events = waiting.history(key, limit.value());
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        ParkedJson.put(events, out.begin().put("projection", projection()).put("key", key))
            .end();
      }
    } else {
      events.forEach(event -> ParkedText.print(event, terminal));
    }
    return ExitCode.OK;
  }
}
