package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.postgres.parking.Parking;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What one generation has parked, one event at a time. */
record Parked(Parts parts, Parking parking) {

  Parked(Parts parts, Generation generation) {
    this(parts, new Parking(parts.database().schema(), generation.reader(), parts.process()));
  }

  /** The keys for which another try was asked. */
  List<String> requested() {
    return parts.database().inTransaction(parking::retries);
  }

  /** The first event that waits under a key. */
  List<UUID> waiting(Handle handle, String key) {
    return parking.waiting(handle, key, 1);
  }

  /** Whether nothing waits under the key any more. */
  boolean handled(Handle handle, String key, Position upTo) {
    return parking.handled(handle, key, upTo);
  }

  void failed(Handle handle, String key, String error) {
    parking.failed(handle, key, error);
  }
}
