package dev.cairn.cli.parked;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.parking.ListLimit;
import dev.cairn.cli.parking.ParkedJson;
import dev.cairn.cli.parking.ParkedText;
import dev.cairn.postgres.parking.ParkedSequence;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es parked list}. */
@Command(
    name = "list",
    description =
        "Lists the keys that wait because an event could not be handled: of every projection, or of one.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME}              those that wait longest first",
      "  ${COMMAND-FULL-NAME} balances",
      "  ${COMMAND-FULL-NAME} --json"
    })
final class ListParked extends ProjectionCommand {

  @Parameters(arity = "0..1", paramLabel = "PROJECTION", description = "Only of this projection.")
  private @Nullable String projection;

  @Mixin
  private ListLimit limit = new ListLimit();

  @Mixin
  private JsonOption json = new JsonOption();

  ListParked(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    Map<String, List<ParkedSequence>> parked = new LinkedHashMap<>();
    for (String name : projection == null ? live(operations) : List.of(projection)) {
      parked.put(name, operations.parked(name).list(limit.value()));
    }
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().beginArray("parked");
        parked.forEach((name, keys) -> keys.forEach(key -> ParkedJson.put(
                key, out.begin().put("projection", name).put("key", key.key()))
            .end()));
        out.endArray().end();
      }
    } else if (parked.values().stream().allMatch(List::isEmpty)) {
      terminal.line("Nothing is parked.");
    } else {
      parked.forEach((name, keys) -> keys.forEach(key -> ParkedText.print(
          String.format(Locale.ROOT, "%-24s %s", name, key.key()), key, terminal)));
    }
    return ExitCode.OK;
  }

  /** Those that may have parked something; the log may know others, of which this application does not. */
  private static List<String> live(ProjectionOperations operations) {
    return operations.status().stream()
        .filter(status -> status.live() != null)
        .map(ProjectionStatus::projection)
        .filter(operations.names()::contains)
        .toList();
  }
}
