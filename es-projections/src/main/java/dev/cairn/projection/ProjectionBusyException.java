package dev.cairn.projection;

import dev.cairn.CairnException;

/** Another process does something with the projection that only one can do. */
public final class ProjectionBusyException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String projection;

  ProjectionBusyException(String projection, String activity) {
    super(
        "The projection '" + projection + "' " + activity
            + " by another process; wait for its end. If that process is gone, its lease ends by itself.");
    this.projection = projection;
  }

  public String projection() {
    return projection;
  }
}
