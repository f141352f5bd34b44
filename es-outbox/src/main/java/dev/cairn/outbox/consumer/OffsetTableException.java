package dev.cairn.outbox.consumer;

import dev.cairn.CairnException;

/** The table of a consumer's offsets is missing, is not as it should be, or may not be used. */
public final class OffsetTableException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String table;

  OffsetTableException(String table, String problem, Throwable cause) {
    super("The table " + table + " " + problem, cause);
    this.table = table;
  }

  /** Its name, with the schema if one was given. */
  public String table() {
    return table;
  }
}
