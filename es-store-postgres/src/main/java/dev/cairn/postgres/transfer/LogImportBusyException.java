package dev.cairn.postgres.transfer;

import dev.cairn.CairnException;

/** Somebody else imports into the same schema at the same time. */
public final class LogImportBusyException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String schema;

  LogImportBusyException(String schema) {
    super("Another import into the schema '" + schema
        + "' went on at the same time. Let one of them end; what it has done is kept.");
    this.schema = schema;
  }

  public String schema() {
    return schema;
  }
}
