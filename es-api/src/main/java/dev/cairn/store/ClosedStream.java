package dev.cairn.store;

import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.event.Text;
import java.time.Instant;

/**
 * A stream that was closed for good, and how that came about.
 *
 * @param version of its last event
 * @param by who closed it: 1 to 255 characters
 * @param reason why: 1 to 1,000 characters
 */
public record ClosedStream(
    StreamId stream, StreamVersion version, Instant closedAt, String by, String reason) {

  private static final int MOST_BY = 255;
  private static final int MOST_REASON = 1_000;

  /**
   * @throws dev.cairn.InvalidInputException if the actor or the reason is missing, too long, or holds
   *     control characters or half a surrogate pair
   */
  public ClosedStream {
    requireRecordable(by, reason);
  }

  /**
   * Returns if this can be recorded; for stores.
   *
   * @throws dev.cairn.InvalidInputException as for the whole
   */
  public static void requireRecordable(String by, String reason) {
    Text.checked("actor", by, MOST_BY);
    Text.checked("reason", reason, MOST_REASON);
  }
}
