package dev.cairn.postgres;

import dev.cairn.CairnException;
import org.jspecify.annotations.Nullable;

/** The schema of the log is missing, does not fit this version of Cairn, or may not be used. */
public final class LogSchemaException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String schema;

  LogSchemaException(String schema, String problem, @Nullable Throwable cause) {
    super("The log in schema '" + schema + "' " + problem, cause);
    this.schema = schema;
  }

  public String schema() {
    return schema;
  }
}
