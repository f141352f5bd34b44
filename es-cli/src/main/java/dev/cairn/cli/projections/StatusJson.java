package dev.cairn.cli.projections;

import dev.cairn.cli.command.JsonOutput;
import dev.cairn.projection.ProjectionStatus;
import dev.cairn.projection.ProjectionStatus.Built;
import dev.cairn.projection.ProjectionStatus.Pause;
import org.jspecify.annotations.Nullable;

/** How a projection is, for programs. */
final class StatusJson {

  private StatusJson() {}

  static void write(ProjectionStatus status, JsonOutput out) {
    out.begin()
        .put("projection", status.projection())
        .put("state", StatusText.state(status))
        .put("runner", status.runner())
        .put("head", status.head().value())
        .put("lagEvents", status.lagEvents())
        .put("lagSeconds", status.lagSeconds())
        .put("parkedKeys", status.parkedKeys())
        .put("parkedEvents", status.parkedEvents())
        .put("lastError", status.lastError());
    write("live", status.live(), true, out);
    write("building", status.building(), true, out);
    write("previous", status.previous(), false, out);
    write(status.pause(), out);
    out.end();
  }

  private static void write(
      String field, @Nullable Built built, boolean withPosition, JsonOutput out) {
    if (built == null) {
      out.put(field, null);
      return;
    }
    out.begin(field).put("generation", built.generation()).put("version", built.version());
    if (withPosition) {
      out.put("position", built.position().value());
    }
    out.end();
  }

  private static void write(@Nullable Pause pause, JsonOutput out) {
    if (pause == null) {
      out.put("paused", null);
      return;
    }
    out.begin("paused")
        .put("since", pause.since())
        .put("by", pause.by())
        .put("reason", pause.reason())
        .end();
  }
}
