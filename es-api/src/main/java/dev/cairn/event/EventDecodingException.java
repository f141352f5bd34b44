package dev.cairn.event;

import dev.cairn.CairnException;

/** A stored event whose text does not fit the class registered for its type. */
public final class EventDecodingException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final int revision;
  private final long position;
  private final String path;

  /** Where in the text is not known. */
  public EventDecodingException(RecordedEvent event, Throwable cause) {
    this(event, "", cause);
  }

  /**
   * For codecs.
   *
   * @param path where in the payload, as a JSON pointer; empty if that is not known, or all of it
   */
  public EventDecodingException(RecordedEvent event, String path, Throwable cause) {
    super(
        "The event " + event + ", stored in revision " + event.revision() + ", cannot be decoded"
            + (path.isEmpty() ? "" : " at " + path) + ": " + cause.getMessage(),
        cause);
    this.type = event.type();
    this.revision = event.revision();
    this.position = event.position().value();
    this.path = path;
  }

  public String type() {
    return type;
  }

  /** The revision in which the event is stored. */
  public int revision() {
    return revision;
  }

  public Position position() {
    return new Position(position);
  }

  /** Where in the payload, as a JSON pointer; empty if that is not known, or all of it. */
  public String path() {
    return path;
  }
}
