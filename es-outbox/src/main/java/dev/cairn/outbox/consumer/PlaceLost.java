package dev.cairn.outbox.consumer;

import org.jspecify.annotations.Nullable;

/**
 * This member does not know where it stands in a partition, and has to begin there anew; caught by the
 * consumer, never seen by the application.
 */
final class PlaceLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean takenOver;

  private PlaceLost(boolean takenOver, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.takenOver = takenOver;
  }

  /** Another member has begun there: nothing was written. */
  static PlaceLost takenOver() {
    return new PlaceLost(true, "another member has taken it over, or its offset was changed", null);
  }

  /** The database is away: what was being written may have been, or not. */
  static PlaceLost away(RuntimeException cause) {
    return new PlaceLost(false, String.valueOf(cause.getMessage()), cause);
  }

  boolean isTakenOver() {
    return takenOver;
  }
}
