package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.LogFollower;
import dev.cairn.postgres.LogPage;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventStore;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page of the log on its way through several projections. */
record Pass(Checkpoint from, List<RecordedEvent> events, Checkpoint end) {

  /**
   * Reads the next page.
   *
   * @param atMost where others stand already that are then fed together with these; null if nobody is ahead
   */
  static Pass read(LogFollower follower, Checkpoint from, @Nullable Position atMost) {
    LogPage page = follower.next(from);
    if (atMost == null || !page.end().position().isAfter(atMost)) {
      return new Pass(from, page.events(), page.end());
    }
    List<RecordedEvent> events = page.events().stream()
        .filter(event -> !event.position().isAfter(atMost))
        .toList();
    RecordedEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
    Checkpoint end = last != null && last.position().equals(atMost)
        ? Checkpoint.at(page.identity(), last)
        : new Checkpoint(page.identity(), atMost, null);
    return new Pass(from, events, end);
  }

  boolean isEmpty() {
    return !end.position().isAfter(from.position());
  }

  /** The stored events that a projection handles. */
  List<RecordedEvent> of(Projection projection, EventStore store) {
    Set<String> types = ProjectionFilter.typesOf(projection, store);
    return events.stream().filter(event -> types.contains(event.type())).toList();
  }
}
