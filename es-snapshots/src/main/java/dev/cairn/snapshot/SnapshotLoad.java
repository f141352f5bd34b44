package dev.cairn.snapshot;

import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.ReplayingStateLoader;
import dev.cairn.aggregate.StreamFoldException;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.io.IOException;
import java.util.Optional;

/** One load that goes on from the newest snapshot that can be used. For one thread. */
final class SnapshotLoad<S> {

  private static final int MOST_TRIED = 10;

  private final Parts parts;
  private final SnapshotForm<S> form;
  private final StreamId stream;
  private final StreamVersion upTo;
  private StreamVersion begunAt = StreamVersion.EMPTY;
  private boolean useless;

  SnapshotLoad(Parts parts, SnapshotForm<S> form, StreamId stream, StreamVersion upTo) {
    this.parts = parts;
    this.form = form;
    this.stream = stream;
    this.upTo = upTo;
  }

  /** The state; empty if there is no snapshot to go on from. */
  Optional<Loaded<S>> run() {
    StreamVersion at = upTo;
    for (int tried = 0; tried < MOST_TRIED && at.value() > 0; tried++) {
      Optional<Snapshot> found = find(at);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Optional<Loaded<S>> loaded = from(found.get());
      if (loaded.isPresent()) {
        begunAt = found.get().version();
        parts.counters().used.increment();
        return loaded;
      }
      useless = true;
      at = new StreamVersion(found.get().version().value() - 1);
    }
    return Optional.empty();
  }

  /** The version of the snapshot that was gone on from. */
  StreamVersion begunAt() {
    return begunAt;
  }

  /** Whether there was a snapshot that could not be used. */
  boolean metUseless() {
    return useless;
  }

  private Optional<Snapshot> find(StreamVersion at) {
    try {
      return parts.snapshots().newest(stream, at);
    } catch (RuntimeException e) {
      parts.counters().failed("read", e);
      return Optional.empty();
    }
  }

  private Optional<Loaded<S>> from(Snapshot snapshot) {
    if (!form.fits(snapshot)) {
      // It stays: other processes may be of the version that took it.
      parts.counters().misfit(snapshot);
      return Optional.empty();
    }
    Optional<Loaded<S>> state = restore(snapshot);
    if (state.isEmpty()) {
      discard(snapshot);
      return Optional.empty();
    }
    Optional<Loaded<S>> loaded = resume(state.get());
    if (loaded.isEmpty()) {
      parts.counters().stranger(snapshot);
      discard(snapshot);
    }
    return loaded;
  }

  private Optional<Loaded<S>> restore(Snapshot snapshot) {
    if (!snapshot.isIntact()) {
      parts.counters().corrupt(snapshot, "its checksum does not match");
      return Optional.empty();
    }
    try {
      return Optional.of(form.restore(snapshot));
    } catch (IOException e) {
      parts.counters().corrupt(snapshot, "it cannot be read, " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Loaded<S>> resume(Loaded<S> state) {
    try {
      return new ReplayingStateLoader(parts.events())
          .resume(form.aggregate().definition(), stream, state, upTo);
    } catch (StreamFoldException e) {
      // The stream may lead on from its first event; if it does not, that is said there.
      return Optional.empty();
    }
  }

  private void discard(Snapshot snapshot) {
    try {
      parts.snapshots().discard(snapshot);
    } catch (RuntimeException e) {
      parts.counters().failed("discarded", e);
    }
  }
}
