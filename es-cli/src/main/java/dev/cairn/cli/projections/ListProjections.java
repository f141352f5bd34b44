package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import dev.cairn.projection.ProjectionStatus.Built;
import dev.cairn.projection.ProjectionStatus.Pause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es projections list}. */
@Command(
    name = "list",
    description = "Lists the projections: what each does, where it stands, what it has parked.",
    footer = {"%nExamples:", "  projections list", "  projections list --json"})
final class ListProjections extends ProjectionCommand {

  @Mixin
  private JsonOption json = new JsonOption();

  ListProjections(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    List<ProjectionStatus> all = operations.status();
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().beginArray("projections");
        all.forEach(status -> write(status, out));
        out.endArray().end();
      }
      return ExitCode.OK;
    }
    terminal.line(
        "%-24s %7s %-12s %12s %10s %8s  %s",
        "projection", "version", "state", "position", "behind", "parked", "");
    all.forEach(status -> terminal.line(
        "%-24s %7s %-12s %12s %,10d %,8d  %s",
        status.projection(),
        status.live() == null ? "-" : Integer.toString(status.live().version()),
        StatusText.of(status),
        status.live() == null
            ? "-"
            : String.format("%,d", status.live().position().value()),
        status.lagEvents(),
        status.parkedEvents(),
        remark(status)));
    List<String> missing = new ArrayList<>(operations.names());
    all.forEach(status -> missing.remove(status.projection()));
    missing.forEach(name -> terminal.line(
        "%-24s %7s %-12s %12s %10s %8s  %s",
        name, "-", "not built", "-", "-", "-", "start the application, or rebuild it"));
    return ExitCode.OK;
  }

  private static String remark(ProjectionStatus status) {
    List<String> remarks = new ArrayList<>();
    if (status.pause() != null) {
      remarks.add("paused since " + status.pause().since() + " by "
          + status.pause().by() + ": " + status.pause().reason());
    }
    if (status.building() != null) {
      remarks.add(String.format(
          "building version %d, at position %,d",
          status.building().version(), status.building().position().value()));
    }
    if (status.previous() != null) {
      remarks.add("can be rolled back to version " + status.previous().version());
    }
    return String.join("; ", remarks);
  }

  private static void write(ProjectionStatus status, JsonOutput out) {
    out.begin()
        .put("name", status.projection())
        .put("state", StatusText.of(status))
        .put("runner", status.runner())
        .put("head", status.head().value())
        .put("lagEvents", status.lagEvents())
        .put("lagSeconds", status.lagSeconds())
        .put("parkedKeys", status.parkedKeys())
        .put("parkedEvents", status.parkedEvents())
        .put("lastError", status.lastError());
    write("live", status.live(), out);
    write("building", status.building(), out);
    if (status.previous() != null) {
      out.begin("previous")
          .put("generation", status.previous().generation())
          .put("version", status.previous().version())
          .end();
    }
    Pause pause = status.pause();
    if (pause != null) {
      out.begin("paused")
          .put("since", pause.since())
          .put("by", pause.by())
          .put("reason", pause.reason())
          .end();
    }
    out.end();
  }

  private static void write(String field, @Nullable Built built, JsonOutput out) {
    if (built != null) {
      out.begin(field)
          .put("generation", built.generation())
          .put("version", built.version())
          .put("position", built.position().value())
          .end();
    }
  }
}
