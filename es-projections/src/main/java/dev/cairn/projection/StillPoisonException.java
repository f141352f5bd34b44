package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;

/** An event that was tried again could not be handled this time either. */
final class StillPoisonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StillPoisonException(RecordedEvent event, String reason) {
    super(event + ": " + reason, null, false, false);
  }
}
