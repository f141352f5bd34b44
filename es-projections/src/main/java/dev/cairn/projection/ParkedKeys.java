package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.parking.Parking;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What happens to events that one generation of a projection cannot handle. Not thread-safe. */
final class ParkedKeys {

  private static final int MOST = 100_000;

  private final Parking parking;
  private final String projection;
  private final FailurePolicy policy;
  private final Set<String> keys = new HashSet<>();

  ParkedKeys(Parking parking, String projection, FailurePolicy policy) {
    this.parking = parking;
    this.projection = projection;
    this.policy = policy;
  }

  /** Begins with what the database says; after a transaction that was rolled back, too. */
  void resume(Handle handle) {
    keys.clear();
    keys.addAll(parking.keys(handle, MOST));
  }

  /** The keys that wait; it gets more while events are handled. */
  Set<String> keys() {
    return keys;
  }

  boolean skips() {
    return policy instanceof FailurePolicy.Skip;
  }

  FailurePolicy policy() {
    return policy;
  }

  /**
   * Does with an event what the policy says.
   *
   * @throws ProjectionStoppedException if it says to stop
   */
  void refused(Handle handle, String key, RecordedEvent event, String problem) {
    String reason = Reason.storable(problem);
    if (policy instanceof FailurePolicy.Stop) {
      throw new ProjectionStoppedException(
          projection,
          "cannot handle the event " + event + ": " + reason
              + ". Correct the projection or its data, and resume it.",
          null);
    }
    if (policy instanceof FailurePolicy.Skip) {
      parking.skip(handle, key, event, reason);
    } else {
      keys.add(key);
      parking.park(handle, key, event, reason);
    }
  }

  /**
   * Parks later events of a key.
   *
   * @throws KeyReleasedException if somebody has decided meanwhile that the key waits no more
   */
  void follow(Handle handle, String key, List<RecordedEvent> events) {
    if (parking.follow(handle, events, event -> key).size() < events.size()) {
      throw new KeyReleasedException(key);
    }
  }
}
