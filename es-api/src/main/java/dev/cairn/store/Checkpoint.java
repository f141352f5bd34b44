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
}
