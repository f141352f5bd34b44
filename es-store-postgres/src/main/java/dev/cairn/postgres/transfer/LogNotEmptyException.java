package dev.cairn.postgres.transfer;

import dev.cairn.CairnException;
import dev.cairn.event.Position;
import dev.cairn.store.LogIdentity;

/** A log is imported into an empty one, and this one is not. Nothing was changed. */
public final class LogNotEmptyException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient LogIdentity log;
  private final transient Position head;

  LogNotEmptyException(String schema, LogIdentity log, Position head) {
    super("The schema '" + schema + "' holds the log " + log + " up to position " + head
        + ", and a log is imported into an empty one. Make a new schema for it.");
    this.log = log;
    this.head = head;
  }

  /** The log that is there. */
  public LogIdentity log() {
    return log;
  }

  /** How far it goes; the start if it has no events and was yet used, see its incarnations. */
  public Position head() {
    return head;
  }
}
