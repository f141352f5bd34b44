package dev.cairn.cli.projections;

import dev.cairn.projection.ProjectionStatus;

/** What a projection does, in a few words. */
final class StatusText {

  private StatusText() {}

  static String of(ProjectionStatus status) {
    if (status.pause() != null) {
      return "paused";
    }
    if (status.live() == null) {
      return status.building() == null ? "not built" : "being built";
    }
    return status.runner() == null ? "no runner" : "running";
  }
}
