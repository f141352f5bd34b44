package dev.cairn.aggregate;

import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import java.time.Instant;
import java.util.Optional;

/**
 * Loads the state of an aggregate from its stream. A stream without events gives {@link
 * Loaded#nothing}. Implementations are thread-safe.
 *
 * <p>Every method throws {@link StreamFoldException} if an event of the stream leads nowhere, and
 * what {@link dev.cairn.event.RecordedEvent#payload()} throws if one cannot be decoded.
 */
public interface StateLoader {

  /** A loader that folds the whole stream each time. */
  static StateLoader replaying(EventStore store) {
    return new ReplayingStateLoader(store);
  }

  /** The state after all events that there are when this is called. */
  <S> Loaded<S> load(AggregateDefinition<S> definition, StreamId stream);

  /**
   * The state after the event of this version. Of a stream that has not come that far, the state
   * after its last event.
   */
  <S> Loaded<S> loadAsOf(AggregateDefinition<S> definition, StreamId stream, StreamVersion version);

  /**
   * The state after the last event before the first one that was recorded after {@code instant}, by
   * the clock of the database. An event recorded at that very instant counts.
   */
  <S> Loaded<S> loadAsOf(AggregateDefinition<S> definition, StreamId stream, Instant instant);

  /**
   * A state that this loader remembers, without a look at the store: others may have appended since. Who
   * decides on it appends at its version and so learns that it is old; on any other outcome, such as a
   * refusal, nothing can be said before {@link #load} has been asked.
   */
  default <S> Optional<Loaded<S>> remembered(AggregateDefinition<S> definition, StreamId stream) {
    return Optional.empty();
  }

  /**
   * Called after each append that was decided on a state of this loader, on the thread of its caller; does
   * nothing unless the loader remembers states. Never throws, and never waits.
   */
  default <S> void appended(AggregateDefinition<S> definition, Appended<S> appended) {}
}
