package dev.cairn.outbox.consumer;

import dev.cairn.InvalidInputException;
import dev.cairn.outbox.PublishedEvent;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** The ids of the latest events, the oldest forgotten first. Thread-safe: several
 * members of a process may share it. */
final class LatestIds implements SeenEvents {

  private final int limit;
  private final Set<UUID> ids = new LinkedHashSet<>();

  LatestIds(int limit) {
    if (limit < 1) {
      throw new InvalidInputException(
          "number of remembered ids", "is " + limit + "; it must be 1 or more");
    }
    this.limit = limit;
  }

  @Override
  public synchronized boolean contains(PublishedEvent event) {
    return ids.contains(event.id());
  }

  @Override
  public synchronized void remember(PublishedEvent event) {
    if (ids.add(event.id()) && ids.size() > limit) {
      var oldest = ids.iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
