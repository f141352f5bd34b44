package dev.cairn.snapshot;

import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.Appended;
import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.ReplayingStateLoader;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.aggregate.StreamFoldException;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads states from memory, or from the newest snapshot that can be used, and the events after it; from all
 * events if there is neither. What comes out is what all events would give: a state is gone on from only if
 * the stream has its last event at its version.
 */
final class SnapshottingStateLoader implements StateLoader {

  private static final StreamVersion NEWEST = new StreamVersion(Long.MAX_VALUE);

  /** More in one append are cheaper to read again than to compute on the caller's thread. */
  private static final int MOST_EVOLVED = 100;

  private final ReplayingStateLoader replaying;
  private final Parts parts;
  private final Map<String, SnapshotForm<?>> forms;

  SnapshottingStateLoader(Parts parts, Map<String, SnapshotForm<?>> forms) {
    this.replaying = new ReplayingStateLoader(parts.events());
    this.parts = parts;
    this.forms = forms;
  }

  @SuppressWarnings(
      "unchecked") // there is one aggregate of a category, and its states are of one type
  private <S> @Nullable SnapshotForm<S> form(AggregateDefinition<S> definition) {
    return (SnapshotForm<S>) forms.get(definition.category());
  }

  @Override
  public <S> Loaded<S> load(AggregateDefinition<S> definition, StreamId stream) {
    SnapshotForm<S> form = form(definition);
    if (form == null) {
      return replaying.load(definition, stream);
    }
    long begun = System.nanoTime();
    Loaded<S> loaded =
        fromMemory(definition, stream).orElseGet(() -> fromSnapshot(form, stream, begun));
    parts.cache().put(stream, loaded, begun);
    return loaded;
  }

  private <S> Optional<Loaded<S>> fromMemory(AggregateDefinition<S> definition, StreamId stream) {
    Optional<Loaded<S>> known = parts.cache().known(stream);
    if (known.isEmpty()) {
      return known;
    }
    Optional<Loaded<S>> newest = Optional.empty();
    try {
      newest = replaying.resume(definition, stream, known.get(), NEWEST);
    } catch (StreamFoldException e) {
      // Whoever reads the whole stream will say so, if it is not this state that is wrong.
    }
    if (newest.isEmpty()) {
      parts.cache().forget(stream);
    }
    return newest;
  }

  private <S> Loaded<S> fromSnapshot(SnapshotForm<S> form, StreamId stream, long begun) {
    SnapshotLoad<S> load = new SnapshotLoad<>(parts, form, stream, NEWEST);
    Loaded<S> loaded =
        load.run().orElseGet(() -> replaying.load(form.aggregate().definition(), stream));
    long replayed = loaded.version().value() - load.begunAt().value();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    if (loaded.exists()
        && (load.metUseless() || form.aggregate().policy().afterLoad(replayed, took))) {
      parts.taker().order(form, stream, () -> loaded);
    }
    return loaded;
  }

  @Override
  public <S> Loaded<S> loadAsOf(
      AggregateDefinition<S> definition, StreamId stream, StreamVersion version) {
    SnapshotForm<S> form = form(definition);
    return form == null
        ? replaying.loadAsOf(definition, stream, version)
        : new SnapshotLoad<>(parts, form, stream, version)
            .run()
            .orElseGet(() -> replaying.loadAsOf(definition, stream, version));
  }

  @Override
  public <S> Loaded<S> loadAsOf(
      AggregateDefinition<S> definition, StreamId stream, Instant instant) {
    return loadAsOf(definition, stream, parts.events().versionAt(stream, instant));
  }

  @Override
  public <S> Optional<Loaded<S>> remembered(AggregateDefinition<S> definition, StreamId stream) {
    Optional<Loaded<S>> trusted =
        forms.containsKey(definition.category()) ? parts.cache().trusted(stream) : Optional.empty();
    trusted.ifPresent(state -> parts.counters().remembered.increment());
    return trusted;
  }

  @Override
  public <S> void appended(AggregateDefinition<S> definition, Appended<S> appended) {
    SnapshotForm<S> form = form(definition);
    if (form == null) {
      return;
    }
    try {
      appended(form, appended);
    } catch (RuntimeException e) {
      parts.cache().forget(appended.stream());
      parts.counters().failed("remembered", e);
    }
  }

  private <S> void appended(SnapshotForm<S> form, Appended<S> appended) {
    StreamId stream = appended.stream();
    boolean wanted = form.aggregate()
        .policy()
        .afterAppend(appended.before().version(), appended.result().version());
    if (!parts.cache().isOn() || appended.events().size() > MOST_EVOLVED) {
      parts.cache().forget(stream);
      if (wanted) {
        parts
            .taker()
            .order(form, stream, () -> form.after(appended, parts.events().codec()));
      }
      return;
    }
    long now = System.nanoTime();
    Loaded<S> after = form.after(appended, parts.events().codec());
    parts.cache().put(stream, after, now);
    if (wanted) {
      parts.taker().order(form, stream, () -> after);
    }
  }
}
