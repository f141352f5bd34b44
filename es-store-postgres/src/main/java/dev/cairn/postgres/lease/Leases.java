package dev.cairn.postgres.lease;

import dev.cairn.postgres.LogDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The leases of one log. Of any number of processes that ask for one, one gets it; when that one dies,
 * another gets it after the lease's time. Thread-safe.
 */
public final class Leases {

  // Waits for the transactions that the holder has open, once its time is over.
  private static final String LOCK_FREE = """
      select term from %1$s.leases where name = :name and expires_at <= clock_timestamp() for update""";

  private static final String TAKE_OVER = """
      update %1$s.leases
         set owner = :owner, term = term + 1, acquired_at = clock_timestamp(),
             expires_at = clock_timestamp() + :millis * interval '1 millisecond'
       where name = :name
      returning term""";

  private static final String TAKE_FIRST = """
      insert into %1$s.leases (name, owner, term, acquired_at, expires_at)
      values (:name, :owner, 1, clock_timestamp(), clock_timestamp() + :millis * interval '1 millisecond')
      on conflict (name) do nothing
      returning term""";

  private static final String RENEW = """
      update %1$s.leases set expires_at = clock_timestamp() + :millis * interval '1 millisecond'
       where name = :name and term = :term and owner = :owner
      returning term, set_config('idle_in_transaction_session_timeout', :millis::text, true)""";

  private static final String RELEASE = """
      update %1$s.leases set expires_at = clock_timestamp()
       where name = :name and term = :term and owner = :owner""";

  // Whoever takes the lease over waits for the end of this transaction; so the server ends it
  // itself if this process is stopped in the middle of it. To renew it waits for nothing.
  private static final String HELD = """
      select term, set_config('idle_in_transaction_session_timeout', :millis::text, true)
        from %1$s.leases where name = :name and term = :term and owner = :owner for key share""";

  private final LogDatabase database;

  public Leases(LogDatabase database) {
    this.database = database;
  }

  /** A name for this process that no other has: its process id, its host, and a random part. */
  public static String processName() {
    return ManagementFactory.getRuntimeMXBean().getName() + "/"
        + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Takes the lease if nobody holds it, or its time is over.
   *
   * @return empty if somebody else holds it
   */
  public Optional<Lease> take(String name, String owner, Duration duration) {
    return database
        .inTransaction(handle -> {
          boolean free = handle
              .createQuery(sql(LOCK_FREE))
              .bind("name", name)
              .mapTo(Long.class)
              .findOne()
              .isPresent();
          return handle
              .createQuery(sql(free ? TAKE_OVER : TAKE_FIRST))
              .bind("name", name)
              .bind("owner", owner)
              .bind("millis", duration.toMillis())
              .mapTo(Long.class)
              .findOne();
        })
        .map(term -> new Lease(name, owner, term, duration));
  }

  /**
   * Extends the lease to its full time from now. One whose time is over, but that nobody has taken, is
   * held again. As with {@link #requireHeld}, the transaction may not idle for longer than the lease lasts.
   *
   * @throws LeaseLostException if somebody has taken it
   */
  public void renew(Handle handle, Lease lease) {
    require(handle, RENEW, lease);
  }

  /** Gives the lease back, so that another process need not wait for its end; or does nothing. */
  public void release(Lease lease) {
    database.inTransaction(handle -> handle
        .createUpdate(sql(RELEASE))
        .bind("name", lease.name())
        .bind("term", lease.term())
        .bind("owner", lease.owner())
        .execute());
  }

  /**
   * Lets the handle's transaction commit only as the holder of the lease: nobody takes it over before
   * the transaction ends. From now on the server ends it if it waits for the next statement for longer than
   * the lease lasts, so that a process that is stopped in the middle keeps nobody from taking over.
   *
   * @throws LeaseLostException if somebody has taken it
   */
  public void requireHeld(Handle handle, Lease lease) {
    require(handle, HELD, lease);
  }

  private void require(Handle handle, String statement, Lease lease) {
    boolean held = handle
        .createQuery(sql(statement))
        .bind("name", lease.name())
        .bind("term", lease.term())
        .bind("owner", lease.owner())
        .bind("millis", lease.duration().toMillis())
        .mapTo(Long.class)
        .findOne()
        .isPresent();
    if (!held) {
      throw new LeaseLostException(lease);
    }
  }

  private String sql(String statement) {
    return statement.formatted(database.schema());
  }
}
