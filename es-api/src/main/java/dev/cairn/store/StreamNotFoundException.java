package dev.cairn.store;

import dev.cairn.CairnException;
import dev.cairn.event.StreamId;

/** The stream has no events, so it cannot be closed. */
public final class StreamNotFoundException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;

  public StreamNotFoundException(StreamId stream) {
    super(
        "The stream " + stream + " has no events, so there is nothing to close. Look at its name.");
    this.stream = stream;
  }

  public StreamId stream() {
    return stream;
  }
}
