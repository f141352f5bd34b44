package dev.cairn.outbox;

import dev.cairn.CairnException;
import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.outbox.settings.KafkaSettingsCheck;
import dev.cairn.outbox.settings.KafkaSettingsRefusedException;
import dev.cairn.outbox.settings.KafkaSettingsReport;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.LogSchemaException;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.postgres.lease.Leases;
import dev.cairn.store.LogIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the events of a log to Kafka, in the order of the log, with the guarantee that was chosen.
 * Thread-safe.
 *
 * <p>Any number of processes may run the same relay: one leads, the others wait for its lease. When Kafka
 * or the database is away it waits and goes on by itself; nothing is lost and, exactly once, nothing
 * repeated. What it cannot decide halts it, see {@link RelayHaltedException} and {@link #ended}.
 */
public final class OutboxRelay implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

  private final RelayParts parts;
  private final Leases leases;
  private final String owner = Leases.processName();
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  // Made once: the future remembers every such view until it completes. close() waits for this one,
  // which completes a moment after the future.
  private final CompletionStage<Void> ended = outcome.minimalCompletionStage();
  private final Thread thread;
  private volatile @Nullable Term term;

  /** What there is while this relay leads. */
  private record Term(Lease lease, RelayProgress progress) {}

  private OutboxRelay(RelayParts parts) {
    this.parts = parts;
    this.leases = new Leases(parts.store().database());
    this.thread = new Thread(this::run, "cairn-relay-" + parts.settings().name());
    thread.setDaemon(true);
  }

  /**
   * Starts the relay on a thread of its own, and returns before anything is published.
   *
   * @param store stays open as long as the relay
   * @param kafka settings of Kafka's clients; what is doubtful about them is logged. A {@link
   *     KafkaSettingsCheck} looks at the brokers as well
   * @throws KafkaSettingsRefusedException if the guarantee cannot hold with these settings
   */
  public static OutboxRelay start(
      PostgresEventStore store, KafkaSettings kafka, RelaySettings settings) {
    return start(store, kafka, settings, CrashPoints.NONE);
  }

  static OutboxRelay start(
      PostgresEventStore store,
      KafkaSettings kafka,
      RelaySettings settings,
      CrashPoints crashPoints) {
    KafkaSettingsReport report = KafkaSettingsCheck.of(kafka, settings.wants()).runOffline();
    report.orThrow();
    report.logged();
    OutboxRelay relay =
        new OutboxRelay(RelayParts.of(store, new KafkaClients(kafka), settings, crashPoints));
    relay.thread.start();
    return relay;
  }

  private void run() {
    // The future does the catching: whatever ends the relay, errors too, is seen in ended().
    outcome.completeAsync(
        () -> {
          try (KafkaClients kafka = parts.kafka()) {
            log.debug(
                "The relay '{}' publishes to the cluster at {}",
                parts.settings().name(),
                kafka);
            takeTurns();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!parts.stop().isRequested()) {
              throw new IllegalStateException("The thread of the relay was interrupted", e);
            }
          }
          return null;
        },
        Runnable::run);
  }

  private void takeTurns() throws InterruptedException {
    boolean said = false;
    while (!parts.stop().isRequested()) {
      Optional<Lease> lease = taken();
      if (lease.isPresent()) {
        lead(lease.get());
        said = false;
        continue;
      }
      if (!said) {
        log.info(
            "The relay '{}' stands by: another process leads", parts.settings().name());
        said = true;
      }
      parts.stop().pause(untilNextTry());
    }
  }

  /** Empty also while the database is away. */
  private Optional<Lease> taken() {
    try {
      return leases.take(
          "relay:" + parts.settings().name(), owner, parts.settings().lease());
    } catch (LogUnavailableException e) {
      log.warn(
          "The relay '{}' waits for the database: {}", parts.settings().name(), e.getMessage());
      return Optional.empty();
    } catch (LogSchemaException | LogRejectedException e) {
      throw halted(null, RelayHaltedException.refusedByDatabase(name(), e));
    }
  }

  private Duration untilNextTry() {
    long millis = Math.min(1_000, parts.settings().lease().toMillis() / 4);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
  }

  private void lead(Lease lease) throws InterruptedException {
    RelayProgress progress =
        new RelayProgress(parts.settings().guarantee() instanceof DeliveryGuarantee.ExactlyOnce);
    Heartbeat heartbeat = new Heartbeat(
        parts.store().database(), lease, parts.settings().name(), progress, parts.follower()::wake);
    term = new Term(lease, progress);
    @Nullable RelayLedger ledger = null;
    try {
      ledger = ledger(lease);
      publish(ledger, progress, heartbeat);
    } catch (LeaseLostException e) {
      log.warn("The relay '{}' leads no more: {}", parts.settings().name(), e.getMessage());
    } catch (LogUnavailableException e) {
      log.warn(
          "The relay '{}' waits for the database: {}", parts.settings().name(), e.getMessage());
      parts.stop().pause(untilNextTry());
    } catch (RelayHaltedException e) {
      throw halted(ledger, e);
    } catch (LogSchemaException | LogRejectedException e) {
      throw halted(ledger, RelayHaltedException.refusedByDatabase(name(), e));
    } catch (RuntimeException e) {
      throw halted(
          ledger,
          new RelayHaltedException(parts.settings().name(), Reason.DEFECT, String.valueOf(e), e));
    } finally {
      term = null;
      heartbeat.close();
      release(lease);
    }
  }

  private RelayLedger ledger(Lease lease) {
    LogIdentity identity = parts.store().identity();
    return new RelayLedger(parts.store().database(), lease, parts.settings(), identity);
  }

  /** The heart stands still before the end is written down, or it would write its state over that. */
  private void publish(RelayLedger ledger, RelayProgress progress, Heartbeat heartbeat)
      throws InterruptedException {
    try (heartbeat) {
      ledger.leads();
      new Leadership(parts, ledger, progress, heartbeat, () -> parts.publisher(ledger)).run();
    }
    stopped(ledger, progress, heartbeat);
  }

  /** Writes down exactly where it stands, unless another one leads already. */
  private void stopped(RelayLedger ledger, RelayProgress progress, Heartbeat heartbeat) {
    if (!heartbeat.isLost()) {
      heartbeat.beat();
      ledger.stopped(progress.isExact());
    }
  }

  private RelayHaltedException halted(@Nullable RelayLedger ledger, RelayHaltedException halted) {
    log.error(halted.getMessage(), halted.getCause());
    if (ledger != null) {
      try {
        ledger.failed("halted", String.valueOf(halted.getMessage()));
      } catch (CairnException e) {
        log.warn("That the relay has halted could not be written down: {}", e.getMessage());
      }
    }
    return halted;
  }

  private void release(Lease lease) {
    try {
      leases.release(lease);
    } catch (CairnException e) {
      log.warn("{} is not given back and will run out: {}", lease, e.getMessage());
    }
  }

  /** How this relay is, as far as its process knows; {@link RelayStatus} says what the database knows. */
  public RelayState state() {
    Term now = term;
    return now == null
        ? RelayState.standingBy()
        : RelayState.leading(now.lease().term(), now.progress());
  }

  /** The name of the relay. */
  public String name() {
    return parts.settings().name();
  }

  /** Completes when the relay has ended: normally after {@link #close}, or with what halted it. */
  public CompletionStage<Void> ended() {
    return ended;
  }

  /**
   * Finishes the batch in flight, or aborts it after the close timeout, gives the lease back, and returns
   * when that is done. A second time does nothing.
   */
  @Override
  public void close() {
    parts.stop().request();
    parts.follower().wake();
    if (Thread.currentThread() == thread) {
      return;
    }
    if (!endedWithin(parts.settings().closeTimeout())) {
      log.warn("The relay '{}' aborts the batch in flight", parts.settings().name());
      thread.interrupt();
      ended.handle((nothing, failure) -> true).toCompletableFuture().join();
    }
  }

  private boolean endedWithin(Duration time) {
    boolean interrupted = false;
    long end = System.nanoTime() + time.toNanos();
    try {
      while (true) {
        try {
          ended
              .handle((nothing, failure) -> true)
              .toCompletableFuture()
              .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          return false;
        } catch (ExecutionException e) {
          throw new IllegalStateException("A failure is handled before", e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
