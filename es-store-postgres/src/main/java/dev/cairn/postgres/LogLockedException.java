package dev.cairn.postgres;

import dev.cairn.CairnException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Another transaction held the lock of the log for longer than {@link PostgresSettings#lockWait()}.
 * Nothing was written.
 */
public final class LogLockedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final Duration waited;
  private final transient List<LockHolder> holders;

  LogLockedException(Duration waited, List<LockHolder> holders, SQLException cause) {
    super(
        "The lock of the log was not to be had for " + waited.toMillis() + " ms. "
            + describe(holders)
            + remedy(holders),
        cause);
    this.waited = waited;
    this.holders = List.copyOf(holders);
  }

  private static String describe(List<LockHolder> holders) {
    return holders.isEmpty() ? "Whoever held it has let go since." : "Held by " + holders + ".";
  }

  private static String remedy(List<LockHolder> holders) {
    return holders.stream().anyMatch(holder -> holder.waitsFor().equals("SyncRep"))
        ? " That commit waits for a synchronous standby: look at pg_stat_replication and synchronous_standby_names."
        : " An append inside an application's own transaction holds the lock until that commits: make it the last"
            + " statement, and end the transaction.";
  }

  public Duration waited() {
    return waited;
  }

  /** Who held the lock when the wait was over; empty if it had just been let go. */
  public List<LockHolder> holders() {
    return holders;
  }
}
