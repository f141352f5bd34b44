package dev.cairn.postgres.lease;

import java.time.Duration;

/**
 * The right to do some piece of work alone, for a time that its holder keeps extending.
 *
 * <p>It ends by the clock of the database, so the clocks of processes do not matter. Since a process can
 * be stopped and wake up after its time, holding one proves nothing by itself: what a holder writes to the
 * database checks the term in the same transaction, see {@link Leases#requireHeld}.
 *
 * @param name of the work
 * @param owner who holds it; no two processes have the same name
 * @param term rises with every new holder; after the database was restored, one may be given again
 * @param duration how long it lasts after it was taken or renewed
 */
public record Lease(String name, String owner, long term, Duration duration) {

  @Override
  public String toString() {
    return "the lease '" + name + "' of " + owner + " in term " + term;
  }
}
