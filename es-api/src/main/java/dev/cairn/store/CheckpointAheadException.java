package dev.cairn.store;

import dev.cairn.CairnException;

/**
 * A reader knows more than the log holds: the log is another one, or it was restored to an earlier
 * moment. Going on would skip events, so the reader stops.
 */
public final class CheckpointAheadException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient Checkpoint checkpoint;
  private final transient LogIdentity log;

  /**
   * Says which of the two is ahead, and what to do.
   *
   * @param reason what does not fit, as a whole sentence
   */
  public CheckpointAheadException(Checkpoint checkpoint, LogIdentity log, String reason) {
    super("The checkpoint at position " + checkpoint.position() + " does not fit the log " + log
        + ". " + reason
        + " Rebuild what this reader keeps from the log, or connect it to the log it belongs to.");
    this.checkpoint = checkpoint;
    this.log = log;
  }

  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** The log that was found. */
  public LogIdentity log() {
    return log;
  }
}
