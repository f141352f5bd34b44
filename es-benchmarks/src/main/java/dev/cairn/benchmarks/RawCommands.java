package dev.cairn.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.codec.JsonForm;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What carries out commands in an afternoon: one thread takes some rows, looks up how far their streams are,
 * and inserts an event for each. It decides nothing, refuses nothing, and nobody can take over from it.
 */
final class RawCommands {

  private static final int AT_ONCE = 32;
  private static final JsonForm<Wallet.Transfer> FORM =
      JsonForm.of(Wallet.Transfer.class, new ArrayList<>());

  private final HikariDataSource pool;
  private final RawLog log;
  private final String take;
  private final String versions;

  RawCommands(HikariDataSource pool, String schema, String table) {
    this.pool = pool;
    this.log = new RawLog(schema);
    this.take = """
        delete from %1$s where number in (select number from %1$s order by number limit %2$d)
        returning command""".formatted(table, AT_ONCE);
    this.versions =
        "select stream, max(version) from %s.events where stream = any(?) group by stream"
            .formatted(schema);
  }

  void carryOut(int commands) throws SQLException, IOException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      for (int done = 0; done < commands; done += AT_ONCE) {
        List<Wallet.Transfer> taken = take(connection);
        Map<String, Long> versions = versions(connection, taken);
        List<RawLog.Row> rows = new ArrayList<>();
        for (Wallet.Transfer command : taken) {
          String stream = stream(command);
          NewEvent event = NewEvent.of(
              Transfers.transferred(command.number()), EventMetadata.none().withActor("benchmark"));
          rows.add(RawLog.Row.of(stream, versions.merge(stream, 1L, Long::sum), event));
        }
        log.insertArrays(connection, rows);
        connection.commit();
      }
    }
  }

  private static String stream(Wallet.Transfer command) {
    return "account:" + command.account();
  }

  private List<Wallet.Transfer> take(Connection connection) throws SQLException, IOException {
    List<Wallet.Transfer> taken = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(take);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        taken.add(FORM.read(row.getString(1).getBytes(StandardCharsets.UTF_8)));
      }
    }
    return taken;
  }

  private Map<String, Long> versions(Connection connection, List<Wallet.Transfer> taken)
      throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    Array streams =
        connection.createArrayOf("text", taken.stream().map(RawCommands::stream).toArray());
    try (PreparedStatement statement = connection.prepareStatement(this.versions)) {
      statement.setArray(1, streams);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return versions;
  }
}
