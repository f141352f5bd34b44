package dev.cairn.bank;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** All rows of all read models, as text. */
record ReadModelTables(Map<String, List<String>> rows) {

  private static final List<String> TABLES =
      List.of("balances", "statements", "daily_totals", "top_accounts");

  static ReadModelTables in(DataSource database) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        List<String> texts = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(
            "select cast(t as text) from cairn_read." + table + " t order by 1")) {
          while (result.next()) {
            texts.add(result.getString(1));
          }
        }
        rows.put(table, texts);
      }
    } catch (SQLException e) {
      throw new AssertionError("The read models cannot be read", e);
    }
    return new ReadModelTables(rows);
  }

  List<String> of(String table) {
    return rows.getOrDefault(table, List.of());
  }
}
