package dev.cairn.postgres;

import dev.cairn.event.EventRevision;
import dev.cairn.event.Upcasting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which forms events are stored, so that a process finds out when it opens the log that it cannot read
 * them, and not when it meets the first one.
 */
final class StoredRevisions {

  private final Connections connections;
  private final String schema;
  private final String select;
  private final String mayNote;
  private final String note;

  StoredRevisions(Connections connections, String schema) {
    this.connections = connections;
    this.schema = schema;
    this.select = "select type, revision from " + schema + ".event_revisions";
    String function = schema + ".note_event_revisions";
    this.mayNote =
        "select has_function_privilege('" + function + "(text[], integer[])', 'execute')";
    this.note = "select " + function + "(?, ?)";
  }

  /**
   * Compares what is stored with what can be read, and notes what will be stored from now on.
   *
   * @throws dev.cairn.event.UnreadableEventsException if something cannot be read
   */
  void open(Upcasting upcasting) {
    try {
      Set<EventRevision> stored = connections.call((connection, again) -> stored(connection));
      upcasting.requireReadable(stored);
      Set<EventRevision> news = new TreeSet<>(upcasting.written());
      news.removeAll(stored);
      if (!news.isEmpty()) {
        connections.call((connection, again) -> note(connection, List.copyOf(news)));
      }
    } catch (SQLException e) {
      throw SqlErrors.translated(schema, e);
    }
  }

  private Set<EventRevision> stored(Connection connection) throws SQLException {
    Set<EventRevision> stored = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        stored.add(new EventRevision(row.getString(1), row.getInt(2)));
      }
    }
    return stored;
  }

  /** Who may not append need not say what; a standby is not told either. */
  private boolean note(Connection connection, List<EventRevision> forms) throws SQLException {
    if (connection.isReadOnly() || !mayNote(connection)) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(note)) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "text", forms.stream().map(EventRevision::type).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "integer", forms.stream().map(EventRevision::revision).toArray()));
      statement.execute();
      return true;
    }
  }

  private boolean mayNote(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(mayNote);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
