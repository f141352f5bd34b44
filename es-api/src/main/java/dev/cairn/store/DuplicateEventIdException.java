package dev.cairn.store;

import dev.cairn.CairnException;
import dev.cairn.event.StreamId;
import java.util.UUID;

/**
 * An append used the id of an event that is in the log already and is not a repetition of the append
 * that put it there. Nothing was written.
 */
public final class DuplicateEventIdException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;
  private final UUID eventId;

  public DuplicateEventIdException(StreamId stream, UUID eventId) {
    super(
        "The event id " + eventId + " in an append to " + stream
            + " belongs to another event, or to only a part of"
            + " an earlier append. An append is repeated as a whole; other events need ids of their own.");
    this.stream = stream;
    this.eventId = eventId;
  }

  /** The stream of the refused append. */
  public StreamId stream() {
    return stream;
  }

  public UUID eventId() {
    return eventId;
  }
}
