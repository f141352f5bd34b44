package dev.cairn.projection;

import dev.cairn.postgres.lease.Lease;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Transactions that only the holder of a lease commits. Thread-safe. */
record HeldTransactions(Parts parts, Generation generation, Lease lease) {

  /**
   * Does something in a transaction of its own.
   *
   * @throws dev.cairn.postgres.lease.LeaseLostException if another process has taken over
   * @throws CheckpointMovedException if the projection is paused, or the generation is not live
   * @throws dev.cairn.postgres.LogUnavailableException if the database is away
   */
  <T extends @Nullable Object> T whileLive(Function<Handle, T> task) {
    return in(handle -> {
      parts.generations().requireLive(handle, generation);
      return task.apply(handle);
    });
  }

  /**
   * The same, in the middle of what {@link #whileLive} has begun.
   *
   * @throws dev.cairn.postgres.lease.LeaseLostException if another process has taken over
   * @throws dev.cairn.postgres.LogUnavailableException if the database is away
   */
  <T extends @Nullable Object> T in(Function<Handle, T> task) {
    T done = parts.database().inTransaction(handle -> {
      parts.leases().requireHeld(handle, lease);
      ProcessTables.searchByIndex(handle);
      T result = task.apply(handle);
      parts.crashPoints().reached(CrashPoint.BEFORE_STEP);
      return result;
    });
    parts.crashPoints().reached(CrashPoint.AFTER_STEP);
    return done;
  }
}
