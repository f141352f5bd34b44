package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Handles events with the tables of one generation, in transactions of its caller. Not thread-safe. */
interface Work {

  /**
   * Handles events, parking what belongs to keys that wait.
   *
   * @throws RuntimeException if it cannot; the transaction is to be rolled back
   */
  void apply(Handle handle, List<RecordedEvent> events, Replay replay);

  /**
   * Handles, in order, events that were parked under a key.
   *
   * @throws RuntimeException if it cannot; the transaction is to be rolled back
   */
  void retry(Handle handle, String key, List<RecordedEvent> events);
}
