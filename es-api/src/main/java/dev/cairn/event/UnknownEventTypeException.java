package dev.cairn.event;

import dev.cairn.CairnException;

/** A stored event whose type name no registered class carries. */
public final class UnknownEventTypeException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final long position;

  public UnknownEventTypeException(RecordedEvent event) {
    super("The event " + event
        + " has a type that no registered class carries. Register the record with @EventType(\""
        + event.type() + "\"), or leave the type out with an EventFilter.");
    this.type = event.type();
    this.position = event.position().value();
  }

  public String type() {
    return type;
  }

  public Position position() {
    return new Position(position);
  }
}
