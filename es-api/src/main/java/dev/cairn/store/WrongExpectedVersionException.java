package dev.cairn.store;

import dev.cairn.CairnException;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;

/** Another writer came first: the stream is not as the append expected. Nothing was written. */
public final class WrongExpectedVersionException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;
  private final transient ExpectedVersion expected;
  private final transient StreamVersion actual;

  public WrongExpectedVersionException(
      StreamId stream, ExpectedVersion expected, StreamVersion actual) {
    super("The stream " + stream + " is at version " + actual + ", and the append expected "
        + expected + ". Load it again and decide again.");
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }

  public StreamId stream() {
    return stream;
  }

  public ExpectedVersion expected() {
    return expected;
  }

  public StreamVersion actual() {
    return actual;
  }
}
