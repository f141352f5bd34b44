package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Who keeps a transaction open: what it has locked waits, and nothing since can be cleaned up. */
final class TransactionCheck implements Check {

  private static final String MAY_SEE = """
      select pg_has_role(current_user, 'pg_read_all_stats', 'usage')""";

  private static final String OPEN = """
      select pid, usename, application_name, state, datname = current_database() as here,
             extract(epoch from clock_timestamp() - state_change) as idle,
             extract(epoch from clock_timestamp() - xact_start) as age
        from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and xact_start is not null
         and (state like 'idle in transaction%' and clock_timestamp() - state_change > :idle * interval '1 second'
              or clock_timestamp() - xact_start > :long * interval '1 second')
       order by xact_start limit 20""";

  private static final String PREPARED = """
      select gid, owner, extract(epoch from clock_timestamp() - prepared) as age
        from pg_prepared_xacts
       where database = current_database() and clock_timestamp() - prepared > :idle * interval '1 second'
       order by prepared limit 20""";

  private final Duration idle;
  private final Duration tooLong;

  TransactionCheck(Duration idle, Duration tooLong) {
    this.idle = idle;
    this.tooLong = tooLong;
  }

  @Override
  public String name() {
    return "transactions";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    database.inTransaction(handle -> {
      look(handle, findings);
      return true;
    });
  }

  private void look(Handle handle, Findings findings) {
    if (!handle.createQuery(MAY_SEE).mapTo(Boolean.class).one()) {
      findings.note(
          "this role sees only its own sessions", "grant pg_monitor to it, and look again");
    }
    List<Boolean> open = handle
        .createQuery(OPEN)
        .bind("idle", idle.toSeconds())
        .bind("long", tooLong.toSeconds())
        .map((row, context) -> session(row, findings))
        .list();
    List<Boolean> prepared = handle
        .createQuery(PREPARED)
        .bind("idle", idle.toSeconds())
        .map((row, context) -> prepared(row, findings))
        .list();
    if (open.isEmpty() && prepared.isEmpty()) {
      findings.ok("none is left open");
    }
  }

  private static boolean session(ResultSet row, Findings findings) throws SQLException {
    int pid = row.getInt("pid");
    boolean isIdle = String.valueOf(row.getString("state")).startsWith("idle");
    findings.bad(
        String.format(
            Locale.ROOT,
            "process %d (%s%s%s) %s for %,d s",
            pid,
            row.getString("usename"),
            named(row.getString("application_name")),
            row.getBoolean("here") ? "" : ", another database",
            isIdle ? "is idle in transaction" : "is in one transaction",
            row.getLong(isIdle ? "idle" : "age")),
        "let it commit; or select pg_terminate_backend(" + pid
            + "). idle_in_transaction_session_timeout" + " ends such sessions by itself");
    return true;
  }

  private static String named(String application) {
    return application == null || application.isEmpty() ? "" : ", " + application;
  }

  private static boolean prepared(ResultSet row, Findings findings) throws SQLException {
    String gid = row.getString("gid").replace("'", "''");
    findings.bad(
        String.format(
            Locale.ROOT,
            "a transaction of %s has been prepared for %,d s",
            row.getString("owner"),
            row.getLong("age")),
        "commit prepared '" + gid + "', or rollback prepared '" + gid + "'");
    return true;
  }
}
