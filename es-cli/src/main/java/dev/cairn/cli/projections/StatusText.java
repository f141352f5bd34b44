package dev.cairn.cli.projections;

import dev.cairn.projection.ProjectionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a projection is, in a few words. */
final class StatusText {

  private StatusText() {}

  static String state(ProjectionStatus status) {
    if (status.pause() != null) {
      return status.hasStopped() ? "stopped" : "paused";
    }
    if (status.live() == null) {
      return status.building() == null ? "unbuilt" : "building";
    }
    return status.runner() == null ? "unattended" : "running";
  }

  static String remark(ProjectionStatus status) {
    List<String> remarks = new ArrayList<>();
    if (status.pause() != null) {
      remarks.add("since " + status.pause().since() + " by " + status.pause().by() + ": "
          + status.pause().reason());
    } else if (status.lastError() != null && (status.live() == null || status.building() != null)) {
      remarks.add(status.lastError());
    }
    if (status.building() != null) {
      remarks.add(String.format(
          Locale.ROOT,
          "version %d is built up to position %,d",
          status.building().version(),
          status.building().position().value()));
    }
    if (status.previous() != null) {
      remarks.add(String.format(
          Locale.ROOT,
          "can be rolled back to generation %d, of version %d",
          status.previous().generation(),
          status.previous().version()));
    }
    return String.join("; ", remarks);
  }
}
