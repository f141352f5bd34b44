package dev.cairn.projection;

import dev.cairn.event.EventMetadata;
import dev.cairn.event.Position;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.projection.ProcessTables.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells instances of a process that their time is up, but not before they have heard of everything that was
 * in the log by then. Not thread-safe.
 */
final class ProcessDeadlines<P> {

  private static final Logger log = LoggerFactory.getLogger(ProcessDeadlines.class);

  private static final int MOST = 256;

  private final ProcessDefinition<P> definition;
  private final ProcessTables tables;
  private final DueInstances instances;
  private final HeldTransactions transactions;
  private @Nullable Seen seen;

  /** Deadlines that wait until everything is handled that was in the log when they were seen. */
  private record Seen(Map<String, Instant> due, Position head) {}

  ProcessDeadlines(ProcessDefinition<P> definition, HeldTransactions transactions) {
    this.definition = definition;
    this.tables = definition.tables(transactions.generation().schema());
    this.instances = new DueInstances(tables, transactions);
    this.transactions = transactions;
  }

  /** Meets those that can be met; false if there is none. */
  boolean meet() {
    Seen now = seen == null ? look() : seen;
    seen = now;
    if (now == null || now.head.isAfter(handled())) {
      return false;
    }
    seen = null;
    try {
      meet(now.due);
    } catch (LeaseLostException | CheckpointMovedException | LogUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      // One of them: nothing has happened, and each is met by itself.
      now.due.forEach(this::meetAlone);
    }
    return true;
  }

  /**
   * The instances whose time is up and who will be told: what they have sent must not be carried out any more,
   * because they would not have heard of it by then.
   */
  Set<String> due() {
    return seen == null ? Set.of() : seen.due.keySet();
  }

  /** The head is read last: whatever has been done for these instances is not beyond it. */
  private @Nullable Seen look() {
    Map<String, Instant> due = transactions.whileLive(handle -> instances.first(handle, MOST));
    return due.isEmpty() ? null : new Seen(due, transactions.parts().store().head());
  }

  private Position handled() {
    return transactions
        .parts()
        .generations()
        .find(definition.name(), Generation.State.LIVE)
        .map(live -> live.checkpoint().position())
        .orElse(Position.START);
  }

  private void meetAlone(String key, Instant due) {
    try {
      meet(Map.of(key, due));
    } catch (LeaseLostException | CheckpointMovedException | LogUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      postpone(key, due, Reason.of(e));
    }
  }

  private void meet(Map<String, Instant> due) {
    transactions.in(handle -> {
      timeIsUp(handle, instances.lock(handle, due));
      return null;
    });
  }

  /** What has not been carried out by now never will be: only this process could, and it does not. */
  private void timeIsUp(Handle handle, List<Kept> all) {
    Map<String, Kept> before = new HashMap<>();
    all.forEach(kept -> before.put(kept.key(), over(kept)));
    TakenSteps<P> steps = new TakenSteps<>(definition, tables, before);
    Instant now = tables.now(handle);
    for (Kept kept : all) {
      P instance = Objects.requireNonNull(steps.state(kept.key()));
      steps.take(kept.key(), definition.model().timeIsUp(instance), cause(kept, now));
    }
    tables.sent().withdraw(handle, before.keySet());
    steps.write(handle);
  }

  /** A step that says nothing about the deadline does not want the same one again. */
  private static Kept over(Kept kept) {
    return new Kept(kept.key(), kept.state(), null, kept.correlation(), 0);
  }

  private TakenSteps.Cause cause(Kept kept, Instant now) {
    String name = definition.name() + " " + kept.key() + " " + kept.due();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new TakenSteps.Cause(id, now, EventMetadata.none());
  }

  private void postpone(String key, Instant due, String reason) {
    log.warn("The process '{}' cannot meet the deadline of {}: {}", definition.name(), key, reason);
    transactions.in(handle -> {
      for (Kept kept : instances.lock(handle, Map.of(key, due))) {
        instances.postpone(handle, key, TryAgain.after(kept.attempts()), reason);
      }
      return null;
    });
  }
}
