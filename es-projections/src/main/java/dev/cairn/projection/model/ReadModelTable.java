package dev.cairn.projection.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The rows of one read model in one schema, whole batches at a time. Values travel as text, in arrays and
 * in COPY, so that one row is stored alike whichever way it came.
 */
public final class ReadModelTable<R> {

  private final ReadModelType<R> type;
  private final String table;
  private final String columns;
  private final List<Column> keys;

  /**
   * The table of a read model.
   *
   * @param schema that holds it, quoted where it needs to be
   */
  public ReadModelTable(ReadModelType<R> type, String schema) {
    this.type = type;
    this.table = schema + "." + '"' + type.tableName() + '"';
    this.columns = names(type.columns(), "");
    this.keys = type.keyColumns();
  }

  private static String names(List<Column> columns, String prefix) {
    return columns.stream()
        .map(column -> prefix + column.quoted())
        .collect(Collectors.joining(", "));
  }

  /** As SQL has it. */
  public String name() {
    return table;
  }

  /** Makes the table, with its primary key. */
  public void create(Connection connection) throws SQLException {
    String definitions =
        type.columns().stream().map(Column::definition).collect(Collectors.joining(", "));
    execute(
        connection,
        "create table " + table + " (" + definitions + ", primary key (" + names(keys, "") + "))");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows that there are under these keys. */
  public Map<Object, R> load(Connection connection, Collection<Object> rowKeys)
      throws SQLException {
    Map<Object, R> rows = new LinkedHashMap<>();
    if (rowKeys.isEmpty()) {
      return rows;
    }
    String sql = "select " + names(type.columns(), "t.") + " from " + unnested(keys) + " join "
        + table + " t on "
        + keys.stream()
            .map(key -> "t." + key.quoted() + " = u." + key.quoted())
            .collect(Collectors.joining(" and "));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, rowKeys.stream().map(type::keyTexts).toList(), keys.size());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          R row = read(found);
          rows.put(type.keyOf(row), row);
        }
      }
    }
    return rows;
  }

  /** {@code (select cast(..) .. from unnest(..)) u}: arrays of text, a row for each of their elements. */
  private static String unnested(List<Column> columns) {
    String casts = columns.stream()
        .map(column ->
            "cast(r." + column.quoted() + " as " + column.type().sql() + ") as " + column.quoted())
        .collect(Collectors.joining(", "));
    String arrays =
        columns.stream().map(column -> "cast(? as text[])").collect(Collectors.joining(", "));
    return "(select " + casts + " from unnest(" + arrays + ") as r(" + names(columns, "") + ")) u";
  }

  private static void bind(
      Connection connection,
      PreparedStatement statement,
      List<? extends List<@Nullable String>> rows,
      int width)
      throws SQLException {
    for (int column = 0; column < width; column++) {
      @Nullable String[] values = new @Nullable String[rows.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = rows.get(row).get(column);
      }
      statement.setArray(column + 1, connection.createArrayOf("text", values));
    }
  }

  R read(ResultSet found) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[type.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.columns().get(i).type().reading().read(found, i + 1);
    }
    return type.row(values);
  }

  /** Writes rows over those that there are under their keys, if any. */
  public void upsert(Connection connection, Collection<R> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<Column> others =
        type.columns().stream().filter(column -> !column.key()).toList();
    String change = others.isEmpty()
        ? "nothing"
        : "update set "
            + others.stream()
                .map(column -> column.quoted() + " = excluded." + column.quoted())
                .collect(Collectors.joining(", "));
    String sql = "insert into " + table + " (" + columns + ") select " + columns + " from "
        + unnested(type.columns()) + " on conflict (" + names(keys, "") + ") do " + change;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(
          connection,
          statement,
          rows.stream().map(this::texts).toList(),
          type.columns().size());
      statement.executeUpdate();
    }
  }

  private List<@Nullable String> texts(R row) {
    return ReadModelType.texts(type.columns(), type.values(row));
  }

  /** Deletes the rows under these keys, where there are any. */
  public void delete(Connection connection, Collection<Object> rowKeys) throws SQLException {
    if (rowKeys.isEmpty()) {
      return;
    }
    String sql = "delete from " + table + " t using " + unnested(keys) + " where "
        + keys.stream()
            .map(key -> "t." + key.quoted() + " = u." + key.quoted())
            .collect(Collectors.joining(" and "));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, rowKeys.stream().map(type::keyTexts).toList(), keys.size());
      statement.executeUpdate();
    }
  }

  /** Fills an empty table by COPY. */
  public void copyIn(Connection connection, Iterable<R> rows) throws SQLException {
    CopyIn copy = connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + table + " (" + columns + ") from stdin");
    CopyLines lines = new CopyLines();
    for (R row : rows) {
      lines.add(texts(row));
      if (lines.size() > CopyLines.BUFFER) {
        lines.writeTo(copy);
      }
    }
    lines.writeTo(copy);
    copy.endCopy();
  }

  /** The row under a key; null if there is none. */
  public @Nullable R find(Connection connection, Object rowKey) throws SQLException {
    return load(connection, List.of(rowKey)).get(rowKey);
  }

  /**
   * Rows in the order of their keys.
   *
   * @param after begins after this key; null begins with the first
   */
  public List<R> page(Connection connection, @Nullable Object after, int atMost)
      throws SQLException {
    String condition = after == null
        ? ""
        : " where (" + names(keys, "t.") + ") > (select " + names(keys, "u.") + " from "
            + unnested(keys) + ")";
    String sql = "select " + names(type.columns(), "t.") + " from " + table + " t" + condition
        + " order by " + names(keys, "t.") + " limit " + atMost;
    List<R> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (after != null) {
        bind(connection, statement, List.of(type.keyTexts(after)), keys.size());
      }
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(read(found));
        }
      }
    }
    return rows;
  }
}
