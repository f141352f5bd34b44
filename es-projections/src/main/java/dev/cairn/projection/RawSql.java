package dev.cairn.projection;

import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** Statements that go to the database as they are: in those of others jdbi would look for its own syntax. */
final class RawSql {

  private RawSql() {}

  /** Executes one statement, or several that semicolons separate. */
  static void execute(Handle handle, String sql) {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new RefusedSqlException(e);
    }
  }
}
