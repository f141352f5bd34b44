package dev.cairn.postgres.parking;

import dev.cairn.event.Position;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event that waits, or waited, and the record of it.
 *
 * @param key the sequence that it belongs to
 * @param cause whether it could not be handled itself, or follows one that could not
 * @param detail why
 * @param parkedBy the process that parked it
 * @param settledAt when it was handled or discarded; null while it waits
 * @param settledBy who did that
 * @param settleReason why, in the words of whoever discarded it
 */
public record ParkedEvent(
    String key,
    Position position,
    UUID eventId,
    Cause cause,
    String detail,
    Instant parkedAt,
    String parkedBy,
    State state,
    @Nullable Instant settledAt,
    @Nullable String settledBy,
    @Nullable String settleReason) {

  /** Why an event waits. */
  public enum Cause {
    /** It could not be handled. */
    POISON,
    /** An earlier one of its key could not. */
    FOLLOWS
  }

  /** What became of it. */
  public enum State {
    /** It waits. */
    PARKED,
    /** It was handled after all. */
    HANDLED,
    /** Somebody decided that it is not to be handled. */
    DISCARDED
  }
}
