package dev.cairn.postgres;

import dev.cairn.CairnException;
import org.jspecify.annotations.Nullable;

/** The database refused a statement, for a reason that lies with the statement or the server. */
public final class LogRejectedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;

  LogRejectedException(String sqlState, String detail, String remedy, @Nullable Throwable cause) {
    super("The database refused: " + detail + " (SQLSTATE " + sqlState + "). " + remedy, cause);
    this.sqlState = sqlState;
  }

  /** PostgreSQL's five-character code. */
  public String sqlState() {
    return sqlState;
  }
}
