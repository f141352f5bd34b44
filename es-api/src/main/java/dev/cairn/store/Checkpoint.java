package dev.cairn.store;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of the log has come. Beside the position it holds what is needed to notice that
 * the log is not the one the reader knew: its identity and the id of the event at that position.
 *
 * @param identity null only at the start of whatever log
 * @param eventId the event at the position; null if the checkpoint was taken without one
 */
public record Checkpoint(
    @Nullable LogIdentity identity,
    Position position,
    @Nullable UUID eventId) {

  /** Before the first event of whatever log. */
  public static final Checkpoint START = new Checkpoint(null, Position.START, null);

  /** Just after an event. */
  public static Checkpoint at(LogIdentity identity, RecordedEvent event) {
    return new Checkpoint(identity, event.position(), event.id());
  }

  /**
   * Returns if a reader that stands here may go on reading the log; for stores.
   *
   * @param log the log that is there
   * @param head the position of its last event
   * @param eventThere the id of its event at {@link #position()}; null if there is none
   * @throws CheckpointAheadException if this checkpoint is of another log or of an earlier incarnation,
   *     or the log does not hold what the reader has read
   */
  public void requireFits(LogIdentity log, Position head, @Nullable UUID eventThere) {
    if (identity != null && !identity.log().equals(log.log())) {
      throw new CheckpointAheadException(
          this, log, "It was taken in another log, " + identity + ".");
    }
    if (identity != null && identity.incarnation() != log.incarnation()) {
      throw new CheckpointAheadException(
          this,
          log,
          "It was taken in incarnation " + identity.incarnation()
              + ", and since then the log was declared to have gone back to an earlier moment.");
    }
    if (position.isAfter(head)) {
      throw new CheckpointAheadException(
          this,
          log,
          "The log ends at position " + head + ", so it was restored to an earlier moment.");
    }
    if (eventId != null && !eventId.equals(eventThere)) {
      throw new CheckpointAheadException(
          this,
          log,
          "The reader handled the event " + eventId + " at that position, and the log has "
              + (eventThere == null ? "none" : "the event " + eventThere) + " there.");
    }
  }
}
