package dev.cairn.snapshot;

import dev.cairn.aggregate.Appended;
import dev.cairn.aggregate.Loaded;
import dev.cairn.codec.JsonForm;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the states of one aggregate become snapshots and are made of them again. Thread-safe. */
final class SnapshotForm<S> {

  private static final Set<Class<?>> VALUES = Set.of(
      Long.class,
      Integer.class,
      Double.class,
      Boolean.class,
      String.class,
      UUID.class,
      BigDecimal.class,
      BigInteger.class);

  private final Snapshotted<S> aggregate;
  private final JsonForm<S> json;
  private final String fingerprint;

  /** Problems get a sentence for everything that is wrong. */
  SnapshotForm(Snapshotted<S> aggregate, List<String> problems) {
    this.aggregate = aggregate;
    Class<S> state = aggregate.state();
    if (!state.isRecord() && !state.isEnum() && !VALUES.contains(state)) {
      problems.add("The state of '" + category() + "' is a " + state.getName()
          + ", which may change after it was handed on; make it a record");
    }
    this.json = JsonForm.of(state, problems);
    this.fingerprint = ShapeFingerprint.of(state);
  }

  Snapshotted<S> aggregate() {
    return aggregate;
  }

  String category() {
    return aggregate.definition().category();
  }

  /**
   * A snapshot of a state that exists.
   *
   * @throws IOException if the state cannot be stored, or what would be read is not equal to it, so that a
   *     result might depend on the snapshot
   */
  Snapshot take(StreamId stream, Loaded<S> loaded) throws IOException {
    S state = loaded.state();
    UUID last = loaded.lastEvent();
    if (state == null || last == null) {
      throw new IOException("there is no state to take one of");
    }
    byte[] text = json.write(state);
    if (!state.equals(json.read(text))) {
      throw new IOException(
          "its state, read from JSON, is not equal to the state that was written; give"
              + " the class components that are, or an equals method");
    }
    return Snapshot.of(stream, loaded.version(), last, fingerprint, aggregate.revision(), text);
  }

  /** How many bytes the JSON of a state has; 0 if it cannot be written. */
  int size(@Nullable S state) {
    try {
      return state == null ? 0 : json.write(state).length;
    } catch (IOException e) {
      return 0;
    }
  }

  boolean fits(Snapshot snapshot) {
    return snapshot.revision() == aggregate.revision()
        && snapshot.fingerprint().equals(fingerprint);
  }

  /**
   * The state of a snapshot that fits and is intact.
   *
   * @throws IOException if it cannot be read
   */
  Loaded<S> restore(Snapshot snapshot) throws IOException {
    return new Loaded<>(json.read(snapshot.state()), snapshot.version(), snapshot.lastEvent());
  }

  /** The state after an append, computed from what is stored of its events, as everybody else will. */
  Loaded<S> after(Appended<S> appended, EventCodec codec) {
    S state = appended.before().state();
    long version = appended.before().version().value();
    long position = appended.result().position().value() - appended.events().size();
    UUID last = appended.before().lastEvent();
    for (NewEvent event : appended.events()) {
      EncodedEvent stored = codec.encode(event.payload());
      // The moment is the database's and is not known here; no state depends on it.
      RecordedEvent recorded = new RecordedEvent(
          ++position,
          appended.stream().toString(),
          ++version,
          event.id(),
          stored.type(),
          stored.revision(),
          stored.json(),
          codec.encodeMetadata(event.metadata()),
          Instant.EPOCH,
          codec);
      state = aggregate.definition().evolve(state, recorded.payload());
      last = event.id();
    }
    return new Loaded<>(state, new StreamVersion(version), last);
  }
}
