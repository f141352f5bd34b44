package dev.cairn.aggregate;

import dev.cairn.CairnException;
import dev.cairn.event.StreamId;
import dev.cairn.internal.Names;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate decided on an event that it cannot evolve. Had it been appended, the stream could
 * never be loaded again, so nothing was.
 */
public final class InvalidDecisionException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;
  private final Class<?> command;

  InvalidDecisionException(
      StreamId stream, Class<?> command, String problem, @Nullable Throwable cause) {
    super(
        "The decision of " + stream + " about " + Names.of(command) + " cannot be stored: "
            + problem,
        cause);
    this.stream = stream;
    this.command = command;
  }

  public StreamId stream() {
    return stream;
  }

  /** The class of the command. */
  public Class<?> command() {
    return command;
  }
}
