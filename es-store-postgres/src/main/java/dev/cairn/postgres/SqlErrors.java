package dev.cairn.postgres;

import dev.cairn.CairnException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the database means. Codes are those of PostgreSQL's appendix "Error Codes", and
 * those that begin with CA are raised by the functions of the log.
 */
final class SqlErrors {

  static final String WRONG_EXPECTED_VERSION = "CA001";
  static final String UNIQUE_VIOLATION = "23505";
  static final String NUMBER_OUT_OF_RANGE = "22003";
  static final String LOCK_NOT_AVAILABLE = "55P03";
  static final String QUERY_CANCELED = "57014";

  /** Shut down, crashed, starting, too long idle, too many connections, read-only standby: all may pass. */
  private static final Set<String> PASSING =
      Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "53300", "25006", "40001", "40P01");

  private SqlErrors() {}

  /** Whether the same statement may succeed on another connection a moment later. */
  static boolean mayPass(SQLException e) {
    String state = state(e);
    return state.startsWith("08")
        || PASSING.contains(state)
        || e instanceof SQLTransientConnectionException
        // A pool that gave out no connection to an interrupted thread.
        || e.getCause() instanceof InterruptedException;
  }

  /** Whether the server lacked something that it may have again: time, memory, room on the disk. */
  static boolean isShortage(SQLException e) {
    String state = state(e);
    return state.equals(QUERY_CANCELED) || state.startsWith("53") || state.startsWith("58");
  }

  /** Whether the server refused the connection for a reason that trying again does not change. */
  static boolean isRefusal(SQLException e) {
    return state(e).startsWith("28") || state(e).equals("3D000");
  }

  static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  static CairnException translated(String schema, SQLException e) {
    String state = state(e);
    return switch (state) {
      case "3F000", "42P01", "42883" ->
        new LogSchemaException(
            schema,
            "is missing or older than this version of Cairn; run LogSchema.migrate with a role that owns it",
            e);
      case "42501" ->
        new LogSchemaException(
            schema,
            "may not be used like this by this role (" + e.getMessage()
                + "); see LogSchema.grantAppendAndRead",
            e);
      default -> new LogRejectedException(state, String.valueOf(e.getMessage()), remedy(state), e);
    };
  }

  private static String remedy(String state) {
    return switch (state) {
      case "53100" ->
        "The disk of the server is full: nothing was written. Make room; it then works again by itself.";
      case "53200" -> "The server is out of memory: look at its settings.";
      case QUERY_CANCELED ->
        "The statement was cancelled: look at statement_timeout and at who cancelled it.";
      case "CA004" -> "Append in a transaction with isolation level read committed.";
      case "3D000" -> "Create the database, or correct its name in the URL.";
      default -> {
        if (state.startsWith("28")) {
          yield "Look at the user and the password, and at pg_hba.conf.";
        }
        yield state.startsWith("53")
            ? "The server is out of a resource: nothing was written."
            : "See the cause.";
      }
    };
  }

  /** The first SQLException in a chain of causes. */
  static @Nullable SQLException in(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return (SQLException) cause;
  }
}
