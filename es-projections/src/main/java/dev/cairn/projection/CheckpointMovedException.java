package dev.cairn.projection;

import dev.cairn.store.Checkpoint;

/**
 * A generation is not as its runner knew it: another process has moved it, it was swapped, or the projection
 * was paused. Nothing was written.
 */
final class CheckpointMovedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CheckpointMovedException(Generation generation, Checkpoint from) {
    super(generation + " is not " + generation.state().stored() + " at position " + from.position()
        + " any more, or is paused");
  }

  CheckpointMovedException(Generation generation) {
    super(generation + " is not live any more, or is paused");
  }
}
