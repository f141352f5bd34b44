package dev.cairn.projection;

import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.store.CheckpointAheadException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The next generation of one projection, from its empty tables to the swap. Not thread-safe. */
final class Building {

  private static final Logger log = LoggerFactory.getLogger(Building.class);

  private final Parts parts;
  private final Projection projection;
  private final GenerationFeed feed;

  private Building(Parts parts, Projection projection, GenerationFeed feed) {
    this.parts = parts;
    this.projection = projection;
    this.feed = feed;
  }

  /**
   * Begins a generation, or goes on with one that was left unfinished.
   *
   * @param fresh throws away what was left unfinished
   * @throws ProjectionBusyException if another process builds
   */
  static Building begin(Parts parts, Projection projection, boolean fresh) {
    return begin(parts, projection, fresh, () -> true).orElseThrow();
  }

  /**
   * As {@link #begin(Parts, Projection, boolean)}.
   *
   * @param wanted asked when nobody else can build any more; if it is false, nothing is begun
   */
  static Optional<Building> begin(
      Parts parts, Projection projection, boolean fresh, BooleanSupplier wanted) {
    Lease lease = parts
        .takeToBuild(projection.name())
        .orElseThrow(() -> new ProjectionBusyException(projection.name(), "is built"));
    try {
      if (wanted.getAsBoolean()) {
        Generation generation = generation(parts, projection, lease, fresh);
        return Optional.of(new Building(
            parts, projection, new GenerationFeed(parts, projection, generation, lease)));
      }
    } catch (RuntimeException e) {
      parts.leases().release(lease);
      throw e;
    }
    parts.leases().release(lease);
    return Optional.empty();
  }

  private static Generation generation(
      Parts parts, Projection projection, Lease lease, boolean fresh) {
    Optional<Generation> unfinished =
        parts.generations().find(projection.name(), Generation.State.BUILDING);
    if (unfinished.isPresent()
        && !fresh
        && isOfThisLog(parts, projection, unfinished.get())
        && unfinished.get().fits(projection.definition())) {
      log.info(
          "{} is there up to position {}, and goes on from there",
          unfinished.get(),
          unfinished.get().checkpoint().position());
      return unfinished.get();
    }
    Optional<Generation> live = parts.generations().find(projection.name(), Generation.State.LIVE);
    Generation begun = parts.database().inTransaction(handle -> {
      parts.leases().requireHeld(handle, lease);
      unfinished.ifPresent(generation -> discard(parts, handle, generation));
      Generation next = parts
          .generations()
          .begin(handle, projection.definition(), Generation.State.BUILDING, parts.process());
      live.ifPresent(now -> Owner.act(handle, projection.name(), now.schema()));
      GenerationTables.create(handle, next.schema(), projection.definition());
      return next;
    });
    parts.crashPoints().reached(CrashPoint.BUILD_BEGUN);
    return begun;
  }

  /** One that is not is worth nothing: its log went back, or is another one. */
  static boolean isOfThisLog(Parts parts, Projection projection, Generation generation) {
    try {
      parts
          .store()
          .follow(ProjectionFilter.of(projection, parts.store()), 1)
          .next(generation.checkpoint());
      return true;
    } catch (CheckpointAheadException e) {
      log.warn("{} is not of this log as it is now: {}", generation, e.getMessage());
      return false;
    }
  }

  static void discard(Parts parts, org.jdbi.v3.core.Handle handle, Generation generation) {
    GenerationTables.drop(handle, generation.schema());
    parts.generations().forget(handle, generation);
  }

  Projection projection() {
    return projection;
  }

  GenerationFeed feed() {
    return feed;
  }

  /** A generation that is never to be live, under a lease that its caller keeps. */
  static Building scratch(Parts parts, Projection projection, Lease lease) {
    for (Generation left : parts.generations().all(projection.name(), Generation.State.SCRATCH)) {
      parts.database().inTransaction(handle -> {
        discard(parts, handle, left);
        return null;
      });
    }
    Generation generation = parts.database().inTransaction(handle -> {
      parts.leases().requireHeld(handle, lease);
      Generation next = parts
          .generations()
          .begin(handle, projection.definition(), Generation.State.SCRATCH, parts.process());
      GenerationTables.create(handle, next.schema(), projection.definition());
      return next;
    });
    return new Building(
        parts, projection, new GenerationFeed(parts, projection, generation, lease));
  }

  /** Drops it with its tables. */
  void discard() {
    parts.database().inTransaction(handle -> {
      discard(parts, handle, feed.generation());
      return null;
    });
  }

  /**
   * Makes this generation the live one, with everything handled that the live one has handled.
   *
   * @return false if the live one has come so far ahead that more is to be caught up first
   * @throws LogUnavailableException if the database is away, or others hold the views for too long
   */
  boolean swap() {
    return new Swap(parts, feed).run();
  }

  void release() {
    parts.leases().release(feed.lease());
  }
}
