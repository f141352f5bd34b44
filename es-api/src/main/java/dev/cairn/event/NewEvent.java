package dev.cairn.event;

import java.util.UUID;

/**
 * An event that is about to be appended.
 *
 * <p>The id makes the append idempotent: whoever repeats an append whose acknowledgement was lost
 * repeats it with the same ids. Ids are unique in the log.
 *
 * @param id a UUID of version 7, see {@link EventIds}
 * @param payload a record whose class carries {@link EventType}
 */
public record NewEvent(UUID id, Object payload, EventMetadata metadata) {

  /** The payload with a fresh id and no metadata. */
  public static NewEvent of(Object payload) {
    return new NewEvent(EventIds.next(), payload, EventMetadata.none());
  }

  /** The payload with a fresh id. */
  public static NewEvent of(Object payload, EventMetadata metadata) {
    return new NewEvent(EventIds.next(), payload, metadata);
  }
}
