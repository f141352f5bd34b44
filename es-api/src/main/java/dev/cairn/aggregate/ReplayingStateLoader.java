package dev.cairn.aggregate;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import dev.cairn.store.StreamRead;
import java.time.Instant;
import java.util.stream.Stream;

/** Folds streams from their events, from the first one or from a state that is known. */
public final class ReplayingStateLoader implements StateLoader {

  private final EventStore store;

  public ReplayingStateLoader(EventStore store) {
    this.store = store;
  }

  @Override
  public <S> Loaded<S> load(AggregateDefinition<S> definition, StreamId stream) {
    return fold(definition, Loaded.nothing(definition), store.read(StreamRead.forward(stream)));
  }

  /** The state after all events, where the state at an earlier version is known already. */
  public <S> Loaded<S> resume(AggregateDefinition<S> definition, StreamId stream, Loaded<S> known) {
    StreamRead rest = StreamRead.forward(stream).from(known.version().plus(1));
    return fold(definition, known, store.read(rest));
  }

  @Override
  public <S> Loaded<S> loadAsOf(
      AggregateDefinition<S> definition, StreamId stream, StreamVersion version) {
    Loaded<S> nothing = Loaded.nothing(definition);
    if (version.equals(StreamVersion.EMPTY)) {
      return nothing;
    }
    // Versions have no holes and begin at 1, so the version is the number of events.
    return fold(definition, nothing, store.read(StreamRead.forward(stream).limit(version.value())));
  }

  @Override
  public <S> Loaded<S> loadAsOf(
      AggregateDefinition<S> definition, StreamId stream, Instant instant) {
    Stream<RecordedEvent> until = store
        .read(StreamRead.forward(stream))
        .takeWhile(event -> !event.recordedAt().isAfter(instant));
    return fold(definition, Loaded.nothing(definition), until);
  }

  private static <S> Loaded<S> fold(
      AggregateDefinition<S> definition, Loaded<S> from, Stream<RecordedEvent> events) {
    StateFold<S> fold = new StateFold<>(definition, from);
    events.forEachOrdered(fold::add);
    return fold.loaded();
  }
}
