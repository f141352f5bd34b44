package dev.cairn.event;

import dev.cairn.CairnException;

/** A stored event of an earlier form whose text is not what its upcaster was written for. */
public final class UpcastingException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final int revision;
  private final long position;
  private final String path;

  /**
   * For codecs.
   *
   * @param step what was under way, such as {@code money-deposited revision 1}
   * @param path where in the payload, as a JSON pointer; empty for all of it
   */
  public UpcastingException(RecordedEvent event, String step, String path, Throwable cause) {
    super(
        "The event " + event + ", stored in revision " + event.revision()
            + ", cannot be brought up to date: the upcaster from " + step + " failed"
            + (path.isEmpty() ? "" : " at " + path) + ": "
            + (cause.getMessage() == null ? cause : cause.getMessage()),
        cause);
    this.type = event.type();
    this.revision = event.revision();
    this.position = event.position().value();
    this.path = path;
  }

  public String type() {
    return type;
  }

  public int revision() {
    return revision;
  }

  public Position position() {
    return new Position(position);
  }

  /** Where in the payload, as a JSON pointer; empty for all of it. */
  public String path() {
    return path;
  }
}
