package dev.cairn.cli.parked;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LimitOption;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.postgres.parking.ParkedSequence;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es parked list}. */
@Command(
    name = "list",
    description =
        "Lists the keys whose events wait, of every projection, those that wait longest first.",
    footer = {"%nExamples:", "  parked list", "  parked list --json"})
final class ListParked extends ProjectionCommand {

  @Mixin
  private LimitOption limit = new LimitOption();

  @Mixin
  private JsonOption json = new JsonOption();

  ListParked(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    Map<String, List<ParkedSequence>> parked = new LinkedHashMap<>();
    for (ProjectionStatus status : operations.status()) {
      if (status.live() != null && operations.names().contains(status.projection())) {
        parked.put(
            status.projection(),
            operations
                .parked(status.projection())
                .list(Math.toIntExact(Math.min(limit.value(), 10_000))));
      }
    }
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().beginArray("parked");
        parked.forEach((projection, keys) -> keys.forEach(key -> write(projection, key, out)));
        out.endArray().end();
      }
    } else {
      parked.forEach((projection, keys) -> keys.forEach(key -> terminal.line(
          "%-24s %-30s %,8d waiting since %s: %s",
          projection,
          key.key(),
          key.waiting(),
          key.parkedAt(),
          key.lastError() == null ? key.reason() : key.lastError())));
    }
    return ExitCode.OK;
  }

  private static void write(String projection, ParkedSequence key, JsonOutput out) {
    out.begin()
        .put("projection", projection)
        .put("key", key.key())
        .put("waiting", key.waiting())
        .put("parkedAt", key.parkedAt())
        .put("reason", key.reason())
        .put("attempts", key.attempts())
        .put("lastError", key.lastError())
        .put("retryRequestedBy", key.retryRequestedBy())
        .end();
  }
}
