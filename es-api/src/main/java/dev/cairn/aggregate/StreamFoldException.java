package dev.cairn.aggregate;

import dev.cairn.CairnException;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;

/** A stream whose state cannot be computed, because one of its events leads nowhere. */
public final class StreamFoldException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;
  private final transient StreamVersion version;
  private final String eventType;

  StreamFoldException(RecordedEvent event, RuntimeException cause) {
    super(
        "The stream " + event.stream() + " cannot be folded over its event of version "
            + event.version() + ", a " + event.type() + ": " + cause.getMessage()
            + ". Let the aggregate evolve every event it ever appended, without throwing.",
        cause);
    this.stream = event.stream();
    this.version = event.version();
    this.eventType = event.type();
  }

  public StreamId stream() {
    return stream;
  }

  /** The version of the event. */
  public StreamVersion version() {
    return version;
  }

  /** The name under which the event is stored. */
  public String eventType() {
    return eventType;
  }
}
