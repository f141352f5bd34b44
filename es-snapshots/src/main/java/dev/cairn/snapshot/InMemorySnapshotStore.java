package dev.cairn.snapshot;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Snapshots in the memory of this process, for tests and for logs that are there, too. */
public final class InMemorySnapshotStore implements SnapshotStore {

  private static final Comparator<Snapshot> ORDER = Comparator.comparing(
          (Snapshot snapshot) -> snapshot.stream().toString())
      .thenComparing(Snapshot::version);

  private final int kept;
  private final Map<StreamId, NavigableMap<StreamVersion, Snapshot>> streams = new HashMap<>();

  /** Keeps the newest two of each stream. */
  public InMemorySnapshotStore() {
    this(PostgresSnapshotStore.KEPT);
  }

  /**
   * Keeps the newest of each stream.
   *
   * @throws InvalidInputException if it is to keep less than one
   */
  public InMemorySnapshotStore(int kept) {
    this.kept = PostgresSnapshotStore.requireKept(kept);
  }

  @Override
  public synchronized Optional<Snapshot> newest(StreamId stream, StreamVersion upTo) {
    return Optional.ofNullable(streams.get(stream))
        .map(versions -> versions.floorEntry(upTo))
        .map(Map.Entry::getValue);
  }

  @Override
  public synchronized Map<StreamId, Snapshot> newest(Collection<StreamId> wanted) {
    Map<StreamId, Snapshot> newest = new HashMap<>();
    for (StreamId stream : wanted) {
      NavigableMap<StreamVersion, Snapshot> versions = streams.get(stream);
      if (versions != null) {
        newest.put(stream, versions.lastEntry().getValue());
      }
    }
    return newest;
  }

  @Override
  public synchronized void put(List<Snapshot> snapshots) {
    for (Snapshot snapshot : snapshots) {
      NavigableMap<StreamVersion, Snapshot> versions =
          streams.computeIfAbsent(snapshot.stream(), none -> new TreeMap<>());
      if (versions.tailMap(snapshot.version(), false).values().stream()
          .noneMatch(newer -> isAlike(newer, snapshot))) {
        versions.put(snapshot.version(), snapshot);
      }
      while (versions.size() > kept) {
        versions.pollFirstEntry();
      }
    }
  }

  private static boolean isAlike(Snapshot one, Snapshot other) {
    return one.revision() == other.revision() && one.fingerprint().equals(other.fingerprint());
  }

  @Override
  public synchronized void discard(Snapshot snapshot) {
    NavigableMap<StreamVersion, Snapshot> versions = streams.get(snapshot.stream());
    Snapshot there = versions == null ? null : versions.get(snapshot.version());
    if (versions == null || there == null || !isSame(there, snapshot)) {
      return;
    }
    versions.remove(snapshot.version());
    if (versions.isEmpty()) {
      streams.remove(snapshot.stream());
    }
  }

  private static boolean isSame(Snapshot one, Snapshot other) {
    return one.checksum() == other.checksum() && Arrays.equals(one.state(), other.state());
  }

  @Override
  public synchronized List<Snapshot> page(String category, @Nullable Snapshot after, int atMost) {
    return streams.entrySet().stream()
        .filter(entry -> entry.getKey().category().equals(category))
        .flatMap(entry -> entry.getValue().values().stream())
        .filter(snapshot -> after == null || ORDER.compare(snapshot, after) > 0)
        .sorted(ORDER)
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized long purge(String category) {
    long before = count();
    streams.keySet().removeIf(stream -> stream.category().equals(category));
    return before - count();
  }

  private long count() {
    return streams.values().stream().mapToLong(Map::size).sum();
  }
}
