package dev.cairn.outbox.consumer;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an error of the database means to a consumer. Codes are those of PostgreSQL's appendix "Error Codes". */
final class DatabaseErrors {

  /** Shut down, crashed, starting, too many connections, disk full, read-only standby. */
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "57P05", "53300", "53100", "25006");

  /** Waited for a lock in vain, cancelled, deadlock, serialization: another try may succeed. */
  private static final Set<String> IN_THE_WAY = Set.of("55P03", "57014", "40001", "40P01");

  /** No such table, column or schema, no right, no such database. */
  private static final Set<String> REFUSED = Set.of("42P01", "42703", "3F000", "42501", "3D000");

  private DatabaseErrors() {}

  /** Whether the database is at fault and not what was asked of it, so that it is worth waiting. */
  static boolean isAway(Throwable thrown) {
    @Nullable SQLException e = in(thrown);
    return e != null
        && (e instanceof SQLTransientConnectionException
            || state(e).startsWith("08")
            || AWAY.contains(state(e)));
  }

  /** Whether somebody else was in the way. */
  static boolean isInTheWay(Throwable thrown) {
    @Nullable SQLException e = in(thrown);
    return e != null && IN_THE_WAY.contains(state(e));
  }

  /** Whether the statement can never succeed as things are. */
  static boolean isRefused(Throwable thrown) {
    @Nullable SQLException e = in(thrown);
    return e != null && (REFUSED.contains(state(e)) || state(e).startsWith("28"));
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  private static @Nullable SQLException in(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return (SQLException) cause;
  }
}
