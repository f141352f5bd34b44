package dev.cairn.embedded;

import java.sql.SQLException;

/** The server did not do what this module asked of it; the cause says why. */
public final class ServerRefusedException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  private final String statement;

  ServerRefusedException(String statement, SQLException cause) {
    super("The server did not do '" + statement + "': " + cause.getMessage(), cause);
    this.statement = statement;
  }

  /** What was asked for, in SQL. */
  public String statement() {
    return statement;
  }
}
