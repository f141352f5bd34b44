package dev.cairn.outbox;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.lease.Leases;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.LogRead;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Sets the cursor of a relay that does not run, for an operator who has decided where a halted relay is
 * to go on. What lies before the new cursor is never published again by itself, and what lies after it will
 * be, even if consumers have seen it. Thread-safe.
 */
public final class CursorReset {

  private final PostgresEventStore store;
  private final KafkaSettings kafka;
  private final RelaySettings settings;
  private final Leases leases;

  /** For the relay with these settings. */
  public CursorReset(PostgresEventStore store, KafkaSettings kafka, RelaySettings settings) {
    this.store = store;
    this.kafka = kafka;
    this.settings = settings;
    this.leases = new Leases(store.database());
  }

  /**
   * Goes on after what the database knows to have been published. After a crash the last events before it
   * may come twice.
   *
   * @return the new cursor
   */
  public Position toRecorded() {
    return reset(
        ledger -> ledger.row().map(row -> row.checkpoint().position()).orElse(Position.START));
  }

  /**
   * Goes on after a position: 0 publishes the whole log again.
   *
   * @throws InvalidInputException if the log does not go as far
   */
  public Position to(Position position) {
    Position head = store.head();
    if (position.isAfter(head)) {
      throw new InvalidInputException(
          "cursor", "would be at position " + position + ", and the log ends at " + head);
    }
    return reset(ledger -> position);
  }

  /** Goes on with what is appended from now on. */
  public Position toHead() {
    return reset(ledger -> store.head());
  }

  private Position reset(Function<RelayLedger, Position> choice) {
    Lease lease = leases
        .take("relay:" + settings.name(), Leases.processName(), settings.lease())
        .orElseThrow(() -> new RelayHaltedException(
            settings.name(),
            Reason.RUNNING,
            "its cursor cannot be set while it runs; stop every process that runs it, and wait until its lease of "
                + settings.lease() + " has run out.",
            null));
    try (KafkaClients clients = new KafkaClients(kafka)) {
      RelayLedger ledger = new RelayLedger(store.database(), lease, settings, store.identity());
      Checkpoint checkpoint = checkpoint(ledger.identity(), choice.apply(ledger));
      ledger.leads();
      if (settings.guarantee() instanceof DeliveryGuarantee.ExactlyOnce exactlyOnce) {
        write(clients, ledger, exactlyOnce, checkpoint);
      }
      ledger.establish(clients.clusterId(), checkpoint);
      return checkpoint.position();
    } finally {
      leases.release(lease);
    }
  }

  /** Just after the last event up to the position; so the cursor notices when the log goes back. */
  private Checkpoint checkpoint(LogIdentity identity, Position wanted) {
    List<RecordedEvent> at = new ArrayList<>();
    if (wanted.value() > 0) {
      store.readLog(
          LogRead.all()
              .withAfter(new Position(wanted.value() - 1))
              .withUpTo(wanted)
              .stored(),
          at::add);
    }
    return at.isEmpty()
        ? new Checkpoint(identity, wanted, null)
        : Checkpoint.at(identity, at.get(0));
  }

  private void write(
      KafkaClients clients,
      RelayLedger ledger,
      DeliveryGuarantee.ExactlyOnce guarantee,
      Checkpoint checkpoint) {
    RelayParts parts = RelayParts.of(store, clients, settings, CrashPoints.NONE);
    parts.cursorTopic(guarantee, ledger.identity()).ensure();
    try (ExactlyOncePublisher publisher = parts.exactlyOnce(guarantee, ledger)) {
      publisher.set(checkpoint);
    }
  }
}
