package dev.cairn.aggregate;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One fold under way, for one thread. */
final class StateFold<S> {

  private final AggregateDefinition<S> definition;
  private @Nullable S state;
  private StreamVersion version;
  private @Nullable UUID lastEvent;

  StateFold(AggregateDefinition<S> definition, Loaded<S> from) {
    this.definition = definition;
    this.state = from.state();
    this.version = from.version();
    this.lastEvent = from.lastEvent();
  }

  /** Adds a stored event: the version is that of the log, whatever the event is today. */
  void add(RecordedEvent event) {
    for (RecordedEvent today : event.upcast()) {
      Object payload = today.payload();
      try {
        state = definition.evolve(state, payload);
      } catch (RuntimeException e) {
        throw new StreamFoldException(today, e);
      }
    }
    version = event.version();
    lastEvent = event.id();
  }

  Loaded<S> loaded() {
    return new Loaded<>(state, version, lastEvent);
  }
}
