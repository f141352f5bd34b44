package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which server this is, and whether it keeps what it acknowledges. */
final class ServerCheck implements Check {

  private static final String SERVER = """
      select current_setting('server_version') as version, pg_is_in_recovery() as standby,
             current_setting('fsync') = 'on' as fsync, current_setting('full_page_writes') = 'on' as pages,
             current_setting('synchronous_commit') as commits, current_setting('max_prepared_transactions') as prepared,
             age(datfrozenxid) as xids
        from pg_database where datname = current_database()""";

  /** PostgreSQL itself warns from 40 million before the end on, which is at 2 billion. */
  private static final long OLD_TRANSACTIONS = 1_500_000_000;

  @Override
  public String name() {
    return "server";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    database.inTransaction(handle -> handle
        .createQuery(SERVER)
        .map((row, context) -> {
          look(row, findings);
          return true;
        })
        .one());
  }

  private static void look(ResultSet row, Findings findings) throws SQLException {
    findings.ok("PostgreSQL %s", row.getString("version"));
    if (row.getBoolean("standby")) {
      findings.bad("it is a standby, where nothing can be appended", "connect to the primary");
    }
    if (!row.getBoolean("fsync")) {
      findings.bad("fsync is off: a crash can destroy the log", "alter system set fsync = on");
    }
    if (!row.getBoolean("pages")) {
      findings.bad(
          "full_page_writes is off: a crash can destroy the log",
          "alter system set full_page_writes = on");
    }
    if (row.getString("commits").equals("off")) {
      findings.note(
          "synchronous_commit is off: a crash can take back what was acknowledged",
          "set it to on for the roles that append");
    }
    if (row.getLong("xids") > OLD_TRANSACTIONS) {
      findings.bad(
          "transaction ids of this database are used up by 3/4: it will stop to write",
          "vacuum freeze; and look for transactions and slots that hold vacuum back");
    }
  }
}
