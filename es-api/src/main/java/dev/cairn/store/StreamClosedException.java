package dev.cairn.store;

import dev.cairn.CairnException;

/** The stream was closed for good before the append. Nothing was written. */
public final class StreamClosedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient ClosedStream closed;

  public StreamClosedException(ClosedStream closed) {
    super("The stream " + closed.stream() + " was closed at version " + closed.version() + " on "
        + closed.closedAt() + " by " + closed.by() + ": " + closed.reason()
        + ". It can be read; what is new goes to another stream.");
    this.closed = closed;
  }

  /** The stream, the version at which it ended, and who closed it, when and why. */
  public ClosedStream closed() {
    return closed;
  }
}
