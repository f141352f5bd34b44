package dev.cairn.projection;

import dev.cairn.postgres.lease.Lease;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Transactions that only the holder of a lease commits, and only on the live generation. Thread-safe. */
record HeldTransactions(Parts parts, Generation generation, Lease lease) {

  /**
   * Does something in a transaction of its own.
   *
   * @throws dev.cairn.postgres.lease.LeaseLostException if another process has taken over
   * @throws CheckpointMovedException if the projection is paused, or the generation is not live
   * @throws dev.cairn.postgres.LogUnavailableException if the database is away
   */
  <T extends @Nullable Object> T in(Function<Handle, T> task) {
    T done = parts.database().inTransaction(handle -> {
      parts.leases().requireHeld(handle, lease);
      parts.generations().requireLive(handle, generation);
      T result = task.apply(handle);
      parts.crashPoints().reached(CrashPoint.BEFORE_STEP);
      return result;
    });
    parts.crashPoints().reached(CrashPoint.AFTER_STEP);
    return done;
  }
}
