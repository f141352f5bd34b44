package dev.cairn.projection;

import dev.cairn.CairnException;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.lease.LeaseLostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews leases on a thread of its own for as long as they are kept. Who works under one is told of its loss
 * by the database, with the next transaction; until then nothing depends on it. Thread-safe.
 */
final class LeaseKeeper implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Parts parts;
  private final Runnable beat;
  private final Set<Lease> kept = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Begins to keep leases.
   *
   * @param beat called each time after the leases were renewed
   */
  LeaseKeeper(Parts parts, Runnable beat) {
    this.parts = parts;
    this.beat = beat;
    this.thread = new Thread(this::run, "cairn-projection-leases");
    thread.setDaemon(true);
    thread.start();
  }

  void keep(Lease lease) {
    kept.add(lease);
  }

  /** Gives a lease back. */
  void release(Lease lease) {
    kept.remove(lease);
    try {
      parts.leases().release(lease);
    } catch (CairnException e) {
      log.warn("{} is not given back and will run out: {}", lease, e.getMessage());
    }
  }

  private void run() {
    boolean failing = false;
    while (!closing) {
      try {
        renew();
        beat.run();
        failing = false;
      } catch (CairnException e) {
        if (!failing && !closing) {
          log.warn("Leases of projections could not be renewed: {}", e.getMessage());
        }
        failing = true;
      }
      LockSupport.parkNanos(interval().toNanos());
    }
  }

  private Duration interval() {
    Duration third = parts.settings().lease().dividedBy(3);
    return third.compareTo(Duration.ofSeconds(1)) < 0 ? third : Duration.ofSeconds(1);
  }

  private void renew() {
    for (Lease lease : List.copyOf(kept)) {
      try {
        parts
            .database()
            .inTransaction(
                handle -> {
                  parts.leases().renew(handle, lease);
                  return null;
                },
                lease.duration());
      } catch (LeaseLostException e) {
        kept.remove(lease);
        log.warn("{}", e.getMessage());
      }
    }
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
    List.copyOf(kept).forEach(this::release);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
