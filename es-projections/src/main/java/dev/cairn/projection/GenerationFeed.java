package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.postgres.lease.Leases;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.LogIdentity;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one generation of one projection: the events of a page and the checkpoint after it in one
 * transaction, which only the holder of the lease can commit, and only if the checkpoint is still where it
 * was. Not thread-safe.
 */
final class GenerationFeed {

  private static final Logger log = LoggerFactory.getLogger(GenerationFeed.class);

  private final Parts parts;
  private final Projection projection;
  private final Generation generation;
  private final Generations generations;
  private final Leases leases;
  private final Lease lease;
  private final ParkedKeys parked;
  private final Parked retries;
  private final Work work;
  private Checkpoint checkpoint;
  private boolean resumed;

  GenerationFeed(Parts parts, Projection projection, Generation generation, Lease lease) {
    this.parts = parts;
    this.projection = projection;
    this.generation = generation;
    this.generations = parts.generations();
    this.leases = parts.leases();
    this.lease = lease;
    this.retries = new Parked(parts, generation);
    this.parked = new ParkedKeys(retries.parking(), projection.name(), projection.policy());
    this.work = projection.definition().work(generation.schema(), parked);
    this.checkpoint = generation.checkpoint();
  }

  Parts parts() {
    return parts;
  }

  Generation generation() {
    return generation;
  }

  Projection projection() {
    return projection;
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  Lease lease() {
    return lease;
  }

  ParkedKeys parked() {
    return parked;
  }

  Work work() {
    return work;
  }

  /**
   * Handles events after the checkpoint, and moves it to {@code end}.
   *
   * @throws LogUnavailableException if the database is away; to be tried again
   * @throws LeaseLostException if another process has taken over
   * @throws CheckpointMovedException if the generation is not what it was
   * @throws ProjectionStoppedException if it cannot go on without a decision
   */
  void feed(List<RecordedEvent> events, Checkpoint end, Replay replay) {
    try {
      apply(events, end, replay);
    } catch (LogUnavailableException | LeaseLostException | CheckpointMovedException e) {
      forgetKeys();
      throw e;
    } catch (ProjectionStoppedException e) {
      forgetKeys();
      if (events.size() <= 1) {
        throw e;
      }
      // What comes before the event at which it stops is handled.
      narrowDown(events, end, replay, e);
    } catch (KeyReleasedException e) {
      forgetKeys();
      feed(events, end, replay);
    } catch (RuntimeException e) {
      forgetKeys();
      requireNoDefect(e);
      if (events.isEmpty()) {
        throw stopped("cannot move its checkpoint", e);
      }
      narrowDown(events, end, replay, e);
    }
  }

  private void narrowDown(
      List<RecordedEvent> events, Checkpoint end, Replay replay, RuntimeException failure) {
    if (events.size() == 1) {
      refused(events.get(0), end, replay, failure);
      return;
    }
    log.debug("Of {} events one cannot be handled; looking for it", events.size(), failure);
    int half = events.size() / 2;
    LogIdentity identity = end.identity();
    RecordedEvent last = events.get(half - 1);
    feed(
        events.subList(0, half),
        identity == null
            ? new Checkpoint(null, last.position(), null)
            : Checkpoint.at(identity, last),
        replay);
    feed(events.subList(half, events.size()), end, replay);
  }

  /** What every event would meet is not parked, event by event. */
  private void requireNoDefect(RuntimeException failure) {
    String state = LiveViews.state(failure);
    if (state.startsWith("42") || state.startsWith("3F")) {
      throw stopped("uses SQL that the database does not understand or permit", failure);
    }
  }

  private ProjectionStoppedException stopped(String problem, RuntimeException failure) {
    return new ProjectionStoppedException(
        projection.name(),
        problem + ": " + Reason.of(failure) + ". Correct it, and resume the projection.",
        failure);
  }

  /** Tries one event for as often as the policy says, and then does with it what it says. */
  private void refused(
      RecordedEvent event, Checkpoint end, Replay replay, RuntimeException failure) {
    RuntimeException last = failure;
    if (projection.policy() instanceof FailurePolicy.Park park) {
      for (int tried = 1; tried < park.attempts(); tried++) {
        pause(park.pauseAfter(tried));
        try {
          apply(List.of(event), end, replay);
          return;
        } catch (LogUnavailableException
            | LeaseLostException
            | CheckpointMovedException
            | ProjectionStoppedException e) {
          throw e;
        } catch (RuntimeException e) {
          forgetKeys();
          last = e;
        }
      }
    }
    String reason = Reason.of(last);
    log.warn("The projection '{}' cannot handle {}: {}", projection.name(), event, reason);
    commit(end, handle -> {
      for (String key : projection.definition().parkingKeys(event)) {
        parked.refused(handle, key, event, reason);
      }
    });
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void apply(List<RecordedEvent> events, Checkpoint end, Replay replay) {
    commit(end, handle -> {
      if (!events.isEmpty()) {
        GenerationTables.searchFirst(handle, generation.schema());
        work.apply(handle, events, replay);
      }
    });
  }

  /** Does something to the tables, and moves the checkpoint, in one transaction. */
  void commit(Checkpoint end, Consumer<Handle> work) {
    generations.database().inTransaction(handle -> {
      advance(handle, end);
      work.accept(handle);
      parts.crashPoints().reached(CrashPoint.BEFORE_COMMIT);
      return null;
    });
    checkpoint = end;
    parts.crashPoints().reached(CrashPoint.AFTER_COMMIT);
  }

  /** Moves the checkpoint in a transaction of somebody else's; {@link #moved} after its commit. */
  void advance(Handle handle, Checkpoint end) {
    leases.requireHeld(handle, lease);
    generations.advance(handle, generation, checkpoint, end);
    if (!resumed) {
      parked.resume(handle);
      resumed = true;
    }
  }

  /** Learns which keys wait, before anything is handled outside of a transaction. */
  void resume() {
    generations.database().inTransaction(handle -> {
      parked.resume(handle);
      return null;
    });
    resumed = true;
  }

  /** Has the database say anew which keys wait: somebody has decided, or a transaction was rolled back. */
  void forgetKeys() {
    resumed = false;
  }

  /** Says that a transaction that moved the checkpoint has committed. */
  void moved(Checkpoint end) {
    checkpoint = end;
  }

  /** Handles again what somebody has asked for. */
  void retry(Function<UUID, RecordedEvent> events) {
    for (String key : retries.requested()) {
      retry(key, events);
    }
  }

  private void retry(String key, Function<UUID, RecordedEvent> events) {
    boolean more = true;
    while (more) {
      try {
        more = generations.database().inTransaction(handle -> {
          advance(handle, checkpoint);
          List<RecordedEvent> waiting =
              retries.waiting(handle, key).stream().map(events).toList();
          if (waiting.isEmpty()) {
            return false;
          }
          GenerationTables.searchFirst(handle, generation.schema());
          work.retry(handle, key, waiting);
          boolean done =
              retries.handled(handle, key, waiting.get(waiting.size() - 1).position());
          parts.crashPoints().reached(CrashPoint.BEFORE_COMMIT);
          return !done;
        });
        forgetKeys();
        parts.crashPoints().reached(CrashPoint.AFTER_COMMIT);
      } catch (LogUnavailableException
          | LeaseLostException
          | CheckpointMovedException
          | ProjectionStoppedException e) {
        forgetKeys();
        throw e;
      } catch (RuntimeException e) {
        forgetKeys();
        log.warn("Of '{}' the key '{}' stays parked: {}", projection.name(), key, Reason.of(e));
        generations.database().inTransaction(handle -> {
          advance(handle, checkpoint);
          retries.failed(handle, key, Reason.of(e));
          return null;
        });
        return;
      }
    }
  }

  @Override
  public String toString() {
    return generation.toString();
  }
}
