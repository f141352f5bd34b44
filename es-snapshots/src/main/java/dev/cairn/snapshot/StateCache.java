package dev.cairn.snapshot;

import dev.cairn.aggregate.Loaded;
import dev.cairn.event.StreamId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The states of the streams that were used last, each with the time when it was right. Thread-safe. */
final class StateCache {

  private final int most;
  private final long trustNanos;
  private final Map<StreamId, Entry> entries;

  StateCache(int most, Duration trust) {
    this.most = most;
    this.trustNanos = trust.toNanos();
    this.entries = new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<StreamId, Entry> eldest) {
        return size() > most;
      }
    };
  }

  private record Entry(Loaded<?> loaded, long knownAt) {}

  boolean isOn() {
    return most > 0;
  }

  /** A state that was the newest one not long ago. */
  synchronized <S> Optional<Loaded<S>> trusted(StreamId stream) {
    Entry entry = entries.get(stream);
    return entry == null || System.nanoTime() - entry.knownAt > trustNanos
        ? Optional.empty()
        : Optional.of(state(entry));
  }

  /** A state that was the newest one at some time. */
  synchronized <S> Optional<Loaded<S>> known(StreamId stream) {
    return Optional.ofNullable(entries.get(stream)).map(StateCache::state);
  }

  @SuppressWarnings("unchecked") // a stream belongs to one aggregate, whose states are of one type
  private static <S> Loaded<S> state(Entry entry) {
    return (Loaded<S>) entry.loaded;
  }

  /**
   * Remembers a state, unless one of a later version is known.
   *
   * @param knownAt the moment of {@link System#nanoTime} at which it was the newest one
   */
  synchronized void put(StreamId stream, Loaded<?> loaded, long knownAt) {
    if (!isOn() || !loaded.exists()) {
      return;
    }
    Entry entry = entries.get(stream);
    if (entry == null || entry.loaded.version().compareTo(loaded.version()) <= 0) {
      entries.put(stream, new Entry(loaded, knownAt));
    }
  }

  synchronized void forget(StreamId stream) {
    entries.remove(stream);
  }
}
