package dev.cairn.event;

import dev.cairn.CairnException;

/**
 * A stored event of a known type in a revision that this code cannot read: a newer one than its own, or an
 * older one that no upcaster leads from.
 */
public final class UnknownEventRevisionException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final int revision;
  private final int current;
  private final long position;

  /**
   * For codecs.
   *
   * @param current the revision that this code writes
   */
  public UnknownEventRevisionException(RecordedEvent event, int current) {
    super(
        "The event " + event + " is stored in revision " + event.revision() + ", and this code has "
            + current + ". "
            + (event.revision() > current
                ? "A newer version of the application wrote it: deploy that here, too."
                : "Register the upcasters that lead from there to revision " + current + "."));
    this.type = event.type();
    this.revision = event.revision();
    this.current = current;
    this.position = event.position().value();
  }

  public String type() {
    return type;
  }

  public int revision() {
    return revision;
  }

  /** The revision that this code writes. */
  public int current() {
    return current;
  }

  public Position position() {
    return new Position(position);
  }
}
