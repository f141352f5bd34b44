package dev.cairn.snapshot;

import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A store in memory that puts nothing until it may. */
record SlowStore(SnapshotStore store, CountDownLatch mayPut) implements SnapshotStore {

  SlowStore(CountDownLatch mayPut) {
    this(new InMemorySnapshotStore(), mayPut);
  }

  @Override
  public Optional<Snapshot> newest(StreamId stream, StreamVersion upTo) {
    return store.newest(stream, upTo);
  }

  @Override
  public Map<StreamId, Snapshot> newest(Collection<StreamId> streams) {
    return store.newest(streams);
  }

  @Override
  public void put(List<Snapshot> snapshots) {
    try {
      mayPut.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.put(snapshots);
  }

  @Override
  public void discard(Snapshot snapshot) {
    store.discard(snapshot);
  }

  @Override
  public List<Snapshot> page(String category, @Nullable Snapshot after, int atMost) {
    return store.page(category, after, atMost);
  }

  @Override
  public long purge(String category) {
    return store.purge(category);
  }
}
