package dev.cairn.postgres;

import dev.cairn.CairnException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock under which positions are drawn, seen from outside: who holds it. */
final class LogLock {

  private static final Logger log = LoggerFactory.getLogger(LogLock.class);

  /** A key of 64 bits stands in pg_locks as two halves, with objsubid 1. */
  private static final String HOLDERS = """
      select l.pid, a.usename, a.application_name, a.state, a.wait_event,
             extract(epoch from clock_timestamp() - a.xact_start)
        from pg_locks l left join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'advisory' and l.granted and l.objsubid = 1
         and l.database = (select d.oid from pg_database d where d.datname = current_database())
         and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('cairn.log.' || ?, 0)""";

  private final Connections connections;
  private final PostgresSettings settings;

  LogLock(Connections connections, PostgresSettings settings) {
    this.connections = connections;
    this.settings = settings;
  }

  /** What an error of a statement that waits for the lock means. */
  CairnException translated(SQLException e) {
    return SqlErrors.state(e).equals(SqlErrors.LOCK_NOT_AVAILABLE)
        ? new LogLockedException(settings.lockWait(), holders(), e)
        : SqlErrors.translated(settings.schema(), e);
  }

  /** Those who hold the lock now; empty if that cannot be found out. */
  private List<LockHolder> holders() {
    try {
      return connections.callUninterruptibly((connection, again) -> {
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
          statement.setString(1, settings.schema());
          return holders(statement);
        }
      });
    } catch (SQLException | LogUnavailableException e) {
      log.warn("Who holds the lock of the log could not be found out", e);
      return List.of();
    }
  }

  private static List<LockHolder> holders(PreparedStatement statement) throws SQLException {
    List<LockHolder> holders = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        holders.add(new LockHolder(
            row.getInt(1),
            text(row, 2),
            text(row, 3),
            text(row, 4),
            text(row, 5),
            Duration.ofMillis((long) (row.getDouble(6) * 1000))));
      }
    }
    return holders;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
