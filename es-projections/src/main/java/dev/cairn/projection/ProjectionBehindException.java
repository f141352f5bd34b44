package dev.cairn.projection;

import dev.cairn.CairnException;
import dev.cairn.event.Position;
import java.time.Duration;

/** A projection has not come far enough in the time that was given; it goes on. */
public final class ProjectionBehindException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String projection;
  private final transient Position wanted;
  private final transient Position reached;

  ProjectionBehindException(
      String projection, Position wanted, Position reached, Duration waited, boolean isBuilt) {
    super("The projection '" + projection + "' "
        + (isBuilt ? "stands at position " + reached : "has not been built yet")
        + ", and was to reach " + wanted
        + " within " + waited.toMillis()
        + " ms. The events are safe in the log. See that a runner is started and"
        + " the projection is not paused, or wait for longer.");
    this.projection = projection;
    this.wanted = wanted;
    this.reached = reached;
  }

  public String projection() {
    return projection;
  }

  /** What was waited for. */
  public Position wanted() {
    return wanted;
  }

  /** Where it stood in the end. */
  public Position reached() {
    return reached;
  }
}
