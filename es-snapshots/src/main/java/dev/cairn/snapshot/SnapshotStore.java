package dev.cairn.snapshot;

import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest snapshots of each stream. Losing any of them loses nothing. Thread-safe, also across
 * processes where they share one.
 */
public interface SnapshotStore {

  /** The one with the highest version that is not above this one. */
  Optional<Snapshot> newest(StreamId stream, StreamVersion upTo);

  /** The one with the highest version of each of these streams that has any. */
  Map<StreamId, Snapshot> newest(Collection<StreamId> streams);

  /**
   * Keeps them, in the place of those at the same versions, and drops the oldest of each stream that has
   * more than the store keeps. One is not kept if there is a newer one of the same shape and revision.
   *
   * @param snapshots at most one for each stream
   */
  void put(List<Snapshot> snapshots);

  /** Drops this one, and not another at its version. */
  void discard(Snapshot snapshot);

  /**
   * Those of a category in the order of streams and versions.
   *
   * @param after begins after this one; null begins with the first
   */
  List<Snapshot> page(String category, @Nullable Snapshot after, int atMost);

  /**
   * Drops all of a category.
   *
   * @return how many
   */
  long purge(String category);
}
