package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** How large the log is, and what fills the server up. */
final class StorageCheck implements Check {

  private static final String SIZES = """
      select pg_total_relation_size('%s.events') as events, pg_database_size(current_database()) as whole,
             pg_notification_queue_usage() as notifications""";

  private static final String SLOTS = """
      select slot_name, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) as kept
        from pg_replication_slots
       where not active and not pg_is_in_recovery()
         and pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) > 1024 * 1024 * 1024
       order by 2 desc limit 20""";

  private static final long MEGABYTE = 1024 * 1024;

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    database.inTransaction(handle -> {
      sizes(handle, database.schema(), findings);
      slots(handle, findings);
      return true;
    });
  }

  private static void sizes(Handle handle, String schema, Findings findings) {
    handle
        .createQuery(SIZES.formatted(schema))
        .map((row, context) -> {
          findings.ok(
              "the events take %,d MB of the %,d MB of this database",
              row.getLong("events") / MEGABYTE, row.getLong("whole") / MEGABYTE);
          double full = row.getDouble("notifications");
          if (full > 0.5) {
            findings.bad(
                String.format(
                    Locale.ROOT,
                    "the queue of notifications is full by %.0f %%; appends fail when it is full",
                    100 * full),
                "end the session that listens and has a transaction open");
          }
          return true;
        })
        .one();
  }

  private static void slots(Handle handle, Findings findings) {
    List<Boolean> unused = handle
        .createQuery(SLOTS)
        .map((row, context) -> {
          String slot = row.getString("slot_name");
          findings.bad(
              String.format(
                  Locale.ROOT,
                  "the replication slot %s is not in use and keeps %,d MB of WAL",
                  slot,
                  row.getLong("kept") / MEGABYTE),
              "start what reads it, or select pg_drop_replication_slot('" + slot + "')");
          return true;
        })
        .list();
    if (unused.isEmpty()) {
      findings.ok("no unused replication slot keeps WAL");
    }
  }
}
