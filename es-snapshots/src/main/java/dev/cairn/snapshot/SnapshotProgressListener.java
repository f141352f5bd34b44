package dev.cairn.snapshot;

import dev.cairn.event.Position;

/** Hears how far a rebuild of snapshots is, several times a second, on the thread that called it. */
@FunctionalInterface
public interface SnapshotProgressListener {

  /** Hears nothing. */
  SnapshotProgressListener NONE = (position, head, events) -> {};

  /**
   * Called with where it is.
   *
   * @param head where the rebuild ends
   * @param events how many events of the category it has read
   */
  void at(Position position, Position head, long events);
}
