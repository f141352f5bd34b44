package dev.cairn.outbox;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.postgres.lease.Leases;
import dev.cairn.postgres.parking.Parking;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.LogIdentity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What a leader writes to the database and reads there, for one term. Every write is in a transaction
 * that proves the lease; {@link LeaseLostException} says that another one leads.
 */
final class RelayLedger {

  private final LogDatabase database;
  private final Leases leases;
  private final Lease lease;
  private final RelaySettings settings;
  private final LogIdentity identity;
  private final RelayTable table;
  private final MessageTable messages;
  private final Parking parking;

  RelayLedger(LogDatabase database, Lease lease, RelaySettings settings, LogIdentity identity) {
    this.database = database;
    this.leases = new Leases(database);
    this.lease = lease;
    this.settings = settings;
    this.identity = identity;
    this.table = new RelayTable(database.schema(), settings.name());
    this.messages = new MessageTable(database.schema());
    this.parking = new Parking(database.schema(), settings.name(), lease.owner());
  }

  long term() {
    return lease.term();
  }

  LogIdentity identity() {
    return identity;
  }

  DeliveryGuarantee guarantee() {
    return settings.guarantee();
  }

  RelayHaltedException halted(Reason reason, String problem) {
    return new RelayHaltedException(settings.name(), reason, problem, null);
  }

  Optional<RelayTable.Row> row() {
    return read(handle -> table.find(handle, identity.log()));
  }

  void leads() {
    write(handle -> table.leads(handle, settings.guarantee(), lease.owner(), lease.term()));
  }

  void establish(String clusterId, Checkpoint checkpoint) {
    write(handle -> table.establish(handle, settings.guarantee(), clusterId, checkpoint));
  }

  void failed(String state, String error) {
    write(handle -> table.failed(handle, state, error));
  }

  void stopped(boolean exact) {
    write(handle -> table.stopped(handle, exact));
  }

  /** Where to go on if the cursor is in the database. */
  RelayCursor cursorInDatabase(KafkaClients kafka) {
    String cluster = kafka.clusterId();
    Optional<RelayTable.Row> known = row().filter(RelayTable.Row::established);
    known.ifPresent(row -> requireUsable(row, cluster));
    Checkpoint checkpoint = known
        .map(RelayTable.Row::checkpoint)
        .orElse(new Checkpoint(identity, Position.START, null));
    establish(cluster, checkpoint);
    return RelayCursor.at(checkpoint, lease.term());
  }

  private void requireUsable(RelayTable.Row row, String cluster) {
    if (!row.clusterId().equals(cluster)) {
      throw halted(
          Reason.OTHER_CLUSTER,
          "it is connected to the cluster " + cluster + " and has published to " + row.clusterId()
              + " so far. Connect it to that one, or choose with CursorReset where to go on in this one.");
    }
    if (!row.exact() && settings.guarantee() instanceof DeliveryGuarantee.AtMostOnce) {
      throw halted(
          Reason.CURSOR_BEHIND,
          "it was not stopped in order while it published exactly once, so position "
              + row.checkpoint().position()
              + " is only a lower bound, and to go on from there could repeat events. Run it exactly once and close"
              + " it, or choose with CursorReset where to go on.");
    }
  }

  /** Records in the database what was published together with the cursor; again, it does nothing. */
  void settle(RelayCursor cursor) {
    if (cursor.settlesSomething()) {
      write(handle -> settle(handle, cursor));
    }
  }

  /** Moves the cursor in the database, and records what was published with it. */
  void advance(RelayCursor cursor) {
    write(handle -> {
      table.advance(handle, cursor.checkpoint());
      settle(handle, cursor);
    });
  }

  private void settle(Handle handle, RelayCursor cursor) {
    if (!cursor.messages().isEmpty()) {
      messages.published(handle, cursor.messages());
    }
    RelayCursor.Released released = cursor.released();
    if (released != null) {
      parking.handled(handle, released.stream(), released.upTo());
    }
  }

  List<WaitingMessage> messages(int atMost) {
    return read(handle -> messages.waiting(handle, atMost));
  }

  void park(Map<WaitingMessage, String> refused) {
    write(handle -> refused.forEach(
        (message, reason) -> messages.park(handle, message, reason, lease.owner())));
  }

  /**
   * Parks events that cannot be published, and the events after them.
   *
   * @return the positions of the followers that were parked; the others' streams do not wait any more
   */
  Set<Position> park(Map<RecordedEvent, String> poison, Collection<RecordedEvent> followers) {
    return database.inTransaction(handle -> {
      leases.requireHeld(handle, lease);
      poison.forEach((event, reason) -> parking.park(handle, event.streamText(), event, reason));
      return followers.isEmpty()
          ? Set.of()
          : parking.follow(handle, followers, RecordedEvent::streamText);
    });
  }

  Set<String> parkedStreams(int atMost) {
    return read(handle -> parking.keys(handle, atMost));
  }

  Set<Position> decidedAfter(Position position) {
    return read(handle -> parking.decidedAfter(handle, position));
  }

  List<String> retries() {
    return read(parking::retries);
  }

  List<UUID> waiting(String stream, int atMost) {
    return read(handle -> parking.waiting(handle, stream, atMost));
  }

  void retryFailed(String stream, String error) {
    write(handle -> parking.failed(handle, stream, error));
  }

  private void write(Consumer<Handle> work) {
    database.inTransaction(handle -> {
      leases.requireHeld(handle, lease);
      work.accept(handle);
      return lease;
    });
  }

  private <T> T read(Function<Handle, T> work) {
    return database.inTransaction(work);
  }
}
