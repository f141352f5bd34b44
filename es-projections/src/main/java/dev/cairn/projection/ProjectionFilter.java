package dev.cairn.projection;

import dev.cairn.store.EventFilter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The events that projections want, for the server to leave out the rest. */
final class ProjectionFilter {

  private ProjectionFilter() {}

  static EventFilter of(Projection projection) {
    return of(List.of(projection));
  }

  static EventFilter of(Collection<Projection> projections) {
    Set<String> types = new HashSet<>();
    projections.forEach(projection -> types.addAll(projection.eventTypes()));
    return new EventFilter(types, Set.of());
  }
}
