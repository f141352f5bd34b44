package dev.cairn.projection;

import java.sql.SQLException;

/** What the database said, on its way to where it is translated: jdbi wraps the same for its own statements. */
final class RefusedSqlException extends org.jdbi.v3.core.JdbiException {

  private static final long serialVersionUID = 1L;

  RefusedSqlException(SQLException cause) {
    super(cause);
  }
}
