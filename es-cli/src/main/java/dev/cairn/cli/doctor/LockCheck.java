package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Who holds the lock of the log, which every append needs for a moment. */
final class LockCheck implements Check {

  /** A key of 64 bits stands in pg_locks as two halves, with objsubid 1; a prepared holder has no process. */
  private static final String LOCKS = """
      select l.pid, l.granted, a.usename, a.state,
             coalesce(extract(epoch from clock_timestamp() - a.xact_start), 0) as age
        from pg_locks l left join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'advisory' and l.objsubid = 1
         and l.database = (select d.oid from pg_database d where d.datname = current_database())
         and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('cairn.log.%s', 0)
       order by l.granted desc""";

  private static final int LONG_SECONDS = 1;

  @Override
  public String name() {
    return "lock";
  }

  private record Lock(int pid, boolean held, String user, double seconds) {}

  @Override
  public void look(LogDatabase database, Findings findings) {
    List<Lock> locks = database.inTransaction(handle -> handle
        .createQuery(LOCKS.formatted(database.schema()))
        .map((row, context) -> lock(row))
        .list());
    long waiting = locks.stream().filter(lock -> !lock.held()).count();
    List<Lock> holders = locks.stream()
        .filter(lock -> lock.held() && (lock.pid() == 0 || lock.seconds() >= LONG_SECONDS))
        .toList();
    holders.forEach(holder -> bad(holder, waiting, findings));
    if (holders.isEmpty()) {
      findings.ok("nobody keeps the lock of the log; %d wait for it", waiting);
    }
  }

  private static Lock lock(ResultSet row) throws SQLException {
    String user = row.getString("usename");
    return new Lock(
        row.getInt("pid"),
        row.getBoolean("granted"),
        user == null ? "unknown" : user,
        row.getDouble("age"));
  }

  private static void bad(Lock holder, long waiting, Findings findings) {
    if (holder.pid() == 0) {
      findings.bad(
          "a prepared transaction holds the lock of the log, and " + waiting + " appends wait",
          "commit or roll it back: select * from pg_prepared_xacts");
      return;
    }
    findings.bad(
        String.format(
            Locale.ROOT,
            "process %d (%s) holds the lock of the log for %,.0f s, and %d appends wait",
            holder.pid(),
            holder.user(),
            holder.seconds(),
            waiting),
        "let its transaction end; or select pg_terminate_backend(" + holder.pid()
            + "). An append in a transaction of its own comes last there");
  }
}
