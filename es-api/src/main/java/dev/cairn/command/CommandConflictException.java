package dev.cairn.command;

import dev.cairn.CairnException;
import dev.cairn.event.StreamId;
import dev.cairn.store.WrongExpectedVersionException;

/**
 * Other writers came first each time a command was decided, or the thread was interrupted before it
 * could be decided again. The command changed nothing.
 */
public final class CommandConflictException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;
  private final int attempts;

  CommandConflictException(
      StreamId stream, int attempts, boolean interrupted, WrongExpectedVersionException cause) {
    super(
        "The command for " + stream + " met another writer in each of " + attempts + " attempt(s)"
            + (interrupted ? ", and then its thread was interrupted" : "")
            + ". Send it again later, or spread the work over more streams.",
        cause);
    this.stream = stream;
    this.attempts = attempts;
  }

  public StreamId stream() {
    return stream;
  }

  /** How often the command was decided. */
  public int attempts() {
    return attempts;
  }
}
