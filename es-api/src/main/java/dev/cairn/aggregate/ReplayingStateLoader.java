package dev.cairn.aggregate;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import dev.cairn.store.StreamRead;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Folds streams from their events, from the first one or from a state that is known. */
public final class ReplayingStateLoader implements StateLoader {

  private final EventStore store;

  public ReplayingStateLoader(EventStore store) {
    this.store = store;
  }

  @Override
  public <S> Loaded<S> load(AggregateDefinition<S> definition, StreamId stream) {
    return fold(definition, Loaded.nothing(definition), store.read(whole(stream)));
  }

  /**
   * The state after all events, or after that of a version, where the state at an earlier version is known
   * already.
   *
   * @param upTo not before the known version; events after it are not looked at
   * @return empty if the stream does not have the last known event there: it is one of another log, or of
   *     one that went back
   */
  public <S> Optional<Loaded<S>> resume(
      AggregateDefinition<S> definition, StreamId stream, Loaded<S> known, StreamVersion upTo) {
    if (!known.exists()) {
      return Optional.of(loadAsOf(definition, stream, upTo));
    }
    StreamRead rest = whole(stream).from(known.version());
    if (upTo.value() < Long.MAX_VALUE) {
      rest = rest.limit(upTo.value() - known.version().value() + 1);
    }
    Iterator<RecordedEvent> events = store.read(rest).iterator();
    if (!events.hasNext() || !events.next().id().equals(known.lastEvent())) {
      return Optional.empty();
    }
    StateFold<S> fold = new StateFold<>(definition, known);
    events.forEachRemaining(fold::add);
    return Optional.of(fold.loaded());
  }

  @Override
  public <S> Loaded<S> loadAsOf(
      AggregateDefinition<S> definition, StreamId stream, StreamVersion version) {
    Loaded<S> nothing = Loaded.nothing(definition);
    if (version.equals(StreamVersion.EMPTY)) {
      return nothing;
    }
    // Versions have no holes and begin at 1, so the version is the number of events.
    return fold(definition, nothing, store.read(whole(stream).limit(version.value())));
  }

  @Override
  public <S> Loaded<S> loadAsOf(
      AggregateDefinition<S> definition, StreamId stream, Instant instant) {
    return loadAsOf(definition, stream, store.versionAt(stream, instant));
  }

  /** As stored: an event that is nothing today still counts as a version. */
  private static StreamRead whole(StreamId stream) {
    return StreamRead.forward(stream).stored();
  }

  private static <S> Loaded<S> fold(
      AggregateDefinition<S> definition, Loaded<S> from, Stream<RecordedEvent> events) {
    StateFold<S> fold = new StateFold<>(definition, from);
    events.forEachOrdered(fold::add);
    return fold.loaded();
  }
}
