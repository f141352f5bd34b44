package dev.cairn.postgres;

import dev.cairn.event.EventRevision;
import java.util.Map;

/**
 * The column that holds the payload of the event with which one is read together, for the forms of which that
 * is so. Looked up for those only, and not there at all where no two forms are read together.
 */
final class Neighbours {

  private final Map<EventRevision, EventRevision> merged;
  private final String schema;

  /**
   * For a log.
   *
   * @param merged the forms of first events, each with that of the second
   */
  Neighbours(Map<EventRevision, EventRevision> merged, String schema) {
    this.merged = merged;
    this.schema = schema;
  }

  boolean isEmpty() {
    return merged.isEmpty();
  }

  /** Stands after the other columns of events {@code e}; empty if there is none. */
  String column() {
    if (merged.isEmpty()) {
      return "";
    }
    StringBuilder sql = new StringBuilder(", case");
    merged.forEach((first, second) -> {
      sql.append(" when ").append(is("e", first)).append(" then ").append(payload(1, second));
      sql.append(" when ").append(is("e", second)).append(" then ").append(payload(-1, first));
    });
    return sql.append(" end").toString();
  }

  private String payload(int distance, EventRevision form) {
    return "(select n.payload from " + schema + ".events n where n.stream = e.stream and n.version"
        + " = e.version + " + distance + " and " + is("n", form) + ")";
  }

  private static String is(String row, EventRevision form) {
    return row + ".revision = " + form.revision() + " and " + row + ".type = "
        + literal(form.type());
  }

  /** Written with escapes, so that it means the same whatever standard_conforming_strings is. */
  private static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
