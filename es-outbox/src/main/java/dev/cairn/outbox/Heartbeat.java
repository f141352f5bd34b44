package dev.cairn.outbox;

import dev.cairn.CairnException;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.store.LogIdentity;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a leader's lease, on a thread of its own, with one small statement for each beat that also
 * writes down where the relay stands and looks for work that no notification announced.
 *
 * <p>What it writes down was committed in Kafka before, so the row is never ahead of the cursor.
 */
final class Heartbeat implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final String BEAT = """
      with held as (
        update %1$s.leases set expires_at = clock_timestamp() + :millis * interval '1 millisecond'
         where name = :lease and term = :term and owner = :owner returning term
      ), noted as (
        update %1$s.relays
           set state = :state, events_per_second = :rate, published = published + :published,
               last_published_at = case when :published > 0 then clock_timestamp() else last_published_at end,
               incarnation = case when :moved then :incarnation else incarnation end,
               position = case when :moved then :position else position end,
               event_id = case when :moved then cast(:event as uuid) else event_id end,
               updated_at = clock_timestamp()
         where name = :name and :changed and exists (select from held)
      )
      select exists (select from held) as held,
             -- Whoever wants to take over waits for this transaction, even if this process is stopped in it.
             set_config('idle_in_transaction_session_timeout', :millis::text, true) as idle,
             coalesce((select e.position from %1$s.events e order by e.position desc limit 1), 0) as head,
             coalesce((select extract(epoch from clock_timestamp() - e.recorded_at) from %1$s.events e
                        where e.position > :position order by e.position limit 1), 0) as behind,
             exists (select from %1$s.outbox_messages m where m.state = 'waiting') as messages,
             exists (select from %1$s.parked_sequences s
                      where s.reader = :name and s.retry_requested_at is not null) as retries""";

  private final LogDatabase database;
  private final Lease lease;
  private final String relay;
  private final RelayProgress progress;
  private final Runnable wake;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean lost;

  /**
   * Begins to beat.
   *
   * @param wake called when there is work, or the lease is lost
   */
  Heartbeat(
      LogDatabase database, Lease lease, String relay, RelayProgress progress, Runnable wake) {
    this.database = database;
    this.lease = lease;
    this.relay = relay;
    this.progress = progress;
    this.wake = wake;
    this.thread = new Thread(this::run, "cairn-relay-lease-" + relay);
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether another process is known to lead. */
  boolean isLost() {
    return lost;
  }

  private void run() {
    boolean failing = false;
    while (!closing && !lost) {
      try {
        beat();
        failing = false;
      } catch (LeaseLostException e) {
        lost = true;
        wake.run();
      } catch (CairnException e) {
        if (!failing && !closing) {
          log.warn("The lease of the relay '{}' could not be renewed: {}", relay, e.getMessage());
        }
        failing = true;
      }
      LockSupport.parkNanos(interval().toNanos());
    }
  }

  private Duration interval() {
    Duration third = lease.duration().dividedBy(3);
    return third.compareTo(INTERVAL) < 0 ? third : INTERVAL;
  }

  /**
   * Renews the lease now.
   *
   * @throws LeaseLostException if another process leads
   * @throws LogUnavailableException if the database is away
   */
  synchronized void beat() {
    RelayProgress.Snapshot snapshot = progress.snapshot();
    RelayProgress.Seen seen =
        database.inTransaction(handle -> beat(handle, snapshot), lease.duration());
    progress.seen(snapshot, seen);
    if (progress.hasWork()) {
      wake.run();
    }
  }

  private RelayProgress.Seen beat(Handle handle, RelayProgress.Snapshot snapshot) {
    LogIdentity identity = snapshot.checkpoint().identity();
    return handle
        .createQuery(BEAT.formatted(database.schema()))
        .bind("millis", lease.duration().toMillis())
        .bind("lease", lease.name())
        .bind("term", lease.term())
        .bind("owner", lease.owner())
        .bind("name", relay)
        .bind("state", snapshot.state())
        .bind("rate", snapshot.eventsPerSecond())
        .bind("published", snapshot.newlyPublished())
        .bind("changed", snapshot.changed())
        .bind("moved", snapshot.mirrors())
        .bind("incarnation", identity == null ? 0 : identity.incarnation())
        .bind("position", snapshot.checkpoint().position().value())
        .bind("event", snapshot.checkpoint().eventId())
        .map((row, context) -> {
          if (!row.getBoolean("held")) {
            throw new LeaseLostException(lease);
          }
          return new RelayProgress.Seen(
              row.getLong("head"),
              row.getDouble("behind"),
              row.getBoolean("messages"),
              row.getBoolean("retries"));
        })
        .one();
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
