package dev.cairn.projection;

import dev.cairn.CairnException;
import org.jspecify.annotations.Nullable;

/** A projection cannot go on without a decision. Nothing of what led to it was written. */
public final class ProjectionStoppedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String projection;

  ProjectionStoppedException(String projection, String problem, @Nullable Throwable cause) {
    super("The projection '" + projection + "' " + problem, cause);
    this.projection = projection;
  }

  public String projection() {
    return projection;
  }
}
