package dev.cairn.outbox;

import dev.cairn.event.Position;
import dev.cairn.store.Checkpoint;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a relay stands, and what else was published together with the last events: so that after a
 * crash whoever reads it can finish, in the database, what the batch has done in Kafka.
 *
 * @param checkpoint just after the last event that was published, parked, or left out
 * @param term of the leader that wrote it
 * @param messages the messages published with it, whose rows are to be deleted
 * @param released parked events published with it, to be recorded as handled; null if there were none
 */
record RelayCursor(
    Checkpoint checkpoint,
    long term,
    List<UUID> messages,
    @Nullable Released released) {

  /** Parked events of one stream, up to a position. */
  record Released(String stream, Position upTo) {}

  RelayCursor {
    messages = List.copyOf(messages);
  }

  static RelayCursor at(Checkpoint checkpoint, long term) {
    return new RelayCursor(checkpoint, term, List.of(), null);
  }

  /** Whether the database still has to learn of something beside the position. */
  boolean settlesSomething() {
    return !messages.isEmpty() || released != null;
  }

  /** The same place, once everything else has been settled. */
  RelayCursor settled() {
    return at(checkpoint, term);
  }
}
