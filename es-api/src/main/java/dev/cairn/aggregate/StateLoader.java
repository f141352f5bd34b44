package dev.cairn.aggregate;

import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import java.time.Instant;

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

  /** The state after all events. */
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
}
