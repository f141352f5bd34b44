package dev.cairn.projection;

import dev.cairn.store.EventFilter;
import dev.cairn.store.EventStore;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The stored events that projections want, for the server to leave out the rest. */
final class ProjectionFilter {

  private ProjectionFilter() {}

  static EventFilter of(Projection projection, EventStore store) {
    return of(List.of(projection), store);
  }

  static EventFilter of(Collection<Projection> projections, EventStore store) {
    Set<String> types = new HashSet<>();
    projections.forEach(projection -> types.addAll(typesOf(projection, store)));
    return new EventFilter(types, Set.of());
  }

  /** The types with which those events are, or were, stored that a projection handles. */
  static Set<String> typesOf(Projection projection, EventStore store) {
    return store.codec().upcasting().storedTypes(projection.eventTypes());
  }
}
