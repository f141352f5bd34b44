package dev.cairn.event;

import dev.cairn.CairnException;

/** A stored event whose text does not fit the class registered for its type. */
public final class EventDecodingException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final long position;

  public EventDecodingException(RecordedEvent event, Throwable cause) {
    super("The event " + event + " cannot be decoded: " + cause.getMessage(), cause);
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
