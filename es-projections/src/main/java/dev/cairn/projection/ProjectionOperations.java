package dev.cairn.projection;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.parking.ParkedEvents;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What operators do with projections. Everything may be done while they run, in this process or in others,
 * and from several places at once: what only one can do is refused to the second. Thread-safe.
 */
public final class ProjectionOperations {

  private static final String AT =
      "select position from %s.events where recorded_at <= :instant order by position desc limit 1";

  private final Parts parts;
  private final Function<String, Projection> known;
  private final List<Projection> all;

  ProjectionOperations(Parts parts, Function<String, Projection> known, List<Projection> all) {
    this.parts = parts;
    this.known = known;
    this.all = all;
  }

  /** The names of all projections. */
  public List<String> names() {
    return all.stream().map(Projection::name).toList();
  }

  /** The names of those that keep read models: what they hold can be made again from the log. */
  public List<String> rebuildable() {
    return all.stream().filter(Projection::isRebuildable).map(Projection::name).toList();
  }

  /** The names of those that are processes. */
  public List<String> processes() {
    return all.stream()
        .filter(projection -> !projection.isRebuildable())
        .map(Projection::name)
        .toList();
  }

  /**
   * What operators do with a process.
   *
   * @throws UnknownProjectionException if there is no such process
   */
  public ProcessOperations process(String name) {
    Projection projection = known.apply(name);
    if (projection.definition() instanceof ProcessDefinition<?> process) {
      return new ProcessOperations(parts, projection, process);
    }
    throw UnknownProjectionException.without(name, "no commands: it keeps a read model");
  }

  /** How every projection is that was ever built or run. */
  public List<ProjectionStatus> status() {
    return ProjectionStatus.all(parts.database());
  }

  /**
   * Builds projections anew, beside the live ones, in one pass over the log, and makes the new ones live.
   * Readers see the old ones until then. If it ends before, it goes on from where it was when it is begun
   * again.
   *
   * @throws dev.cairn.InvalidInputException if one is a process
   * @throws ProjectionBusyException if one of them is being built by another process
   * @throws ProjectionStoppedException if one cannot be built; the live ones are untouched
   */
  public void rebuild(Collection<String> names, RebuildListener listener) {
    rebuild(names, RebuildOptions.defaults(), listener);
  }

  /** As {@link #rebuild(Collection, RebuildListener)}, as the options say. */
  public void rebuild(Collection<String> names, RebuildOptions options, RebuildListener listener) {
    List<Projection> projections =
        names.stream().distinct().map(this::rebuildable).toList();
    List<Building> buildings = new ArrayList<>();
    try (LeaseKeeper keeper = new LeaseKeeper(parts, () -> {})) {
      for (Projection projection : projections) {
        Building building = Building.begin(parts, projection, options.fresh());
        keeper.keep(building.feed().lease());
        buildings.add(building);
      }
      Rebuild rebuild = new Rebuild(parts, buildings, listener, () -> false);
      rebuild.build();
      if (options.swap()) {
        rebuild.swap();
      }
    }
  }

  /**
   * Makes the generation live that was built and not swapped, after it has caught up.
   *
   * @throws UnknownProjectionException if there is none
   */
  public void swap(String name, RebuildListener listener) {
    Projection projection = rebuildable(name);
    boolean isBuilt = parts
        .generations()
        .find(name, Generation.State.BUILDING)
        .filter(built -> built.fits(projection.definition()))
        .isPresent();
    if (!isBuilt) {
      throw UnknownProjectionException.without(
          name, "no built generation of version " + projection.version() + "; rebuild it first");
    }
    rebuild(List.of(name), listener);
  }

  /**
   * Shows readers the previous generation again, at once. It stands where it stood when it was replaced, and
   * is brought up to date by a runner of its version. The generation that was live becomes the previous one.
   *
   * @throws UnknownProjectionException if there is no previous generation
   */
  public void rollback(String name) {
    requireKnown(name);
    parts.database().inTransaction(handle -> {
      handle.execute("set local lock_timeout = '5s'");
      Generation live = parts
          .generations()
          .lock(handle, name, Generation.State.LIVE)
          .orElseThrow(() -> UnknownProjectionException.without(name, "no live generation"));
      Generation previous = parts
          .generations()
          .lock(handle, name, Generation.State.PREVIOUS)
          .orElseThrow(() -> UnknownProjectionException.without(
              name, "no previous generation, to which it could be rolled back"));
      parts.generations().move(handle, live, Generation.State.RETIRED);
      parts.generations().move(handle, previous, Generation.State.LIVE);
      parts.generations().move(handle, live, Generation.State.PREVIOUS);
      parts.views().show(handle, name, previous.schema());
      return null;
    });
  }

  /**
   * Drops the previous generation, and what else is left of earlier ones. There is no rollback after it.
   *
   * @return whether there was one
   */
  public boolean dropPrevious(String name) {
    requireKnown(name);
    boolean dropped = parts
        .database()
        .inTransaction(handle -> parts
            .generations()
            .lock(handle, name, Generation.State.PREVIOUS)
            .map(previous -> {
              parts.generations().move(handle, previous, Generation.State.RETIRED);
              return true;
            })
            .orElse(false));
    Swap.dropRetired(parts, name);
    return dropped;
  }

  /**
   * Compares the live tables with those of a fresh fold over the log, row by row, without touching or
   * holding up anything.
   */
  public VerificationReport verify(String name, RebuildListener listener) {
    return new Verification(parts, rebuildable(name), listener).run();
  }

  /**
   * Builds the tables of a projection as they were after the event at a position, beside everything else.
   *
   * @return the schema with its tables; drop it when it is needed no more
   */
  public String asOf(String name, Position position, RebuildListener listener) {
    return new AsOf(parts, rebuildable(name), listener).build(position);
  }

  /** The position of the last event that was recorded at or before an instant. */
  public Position positionAt(Instant instant) {
    return parts
        .database()
        .inTransaction(handle -> handle
            .createQuery(AT.formatted(parts.database().schema()))
            .bind("instant", instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
            .mapTo(Long.class)
            .findOne()
            .map(Position::new)
            .orElse(Position.START));
  }

  /** Makes a projection stand still, in every process, until it is resumed. False if it does already. */
  public boolean pause(String name, String actor, String reason) {
    requireKnown(name);
    return Pauses.pause(parts.database(), name, actor, reason, false);
  }

  /** Lets a paused or stopped projection go on. False if it was not paused. */
  public boolean resume(String name) {
    requireKnown(name);
    return Pauses.resume(parts.database(), name);
  }

  /**
   * What the live generation of a projection has parked.
   *
   * @throws UnknownProjectionException if there is no live generation
   */
  public ParkedEvents parked(String name) {
    requireKnown(name);
    Generation live = parts
        .generations()
        .find(name, Generation.State.LIVE)
        .orElseThrow(() -> UnknownProjectionException.without(name, "no live generation"));
    return new ParkedEvents(parts.database(), live.reader());
  }

  private Projection rebuildable(String name) {
    Projection projection = known.apply(name);
    if (!projection.isRebuildable()) {
      throw new InvalidInputException(
          "projection",
          "'" + name + "' is a process: what it has done is in the log, and cannot be done again");
    }
    return projection;
  }

  private void requireKnown(String name) {
    Objects.requireNonNull(known.apply(name));
  }

  /** For what is done alone. */
  static Lease alone(Parts parts, String activity, String name) {
    return parts
        .leases()
        .take(activity + ":" + name, parts.process(), parts.settings().lease())
        .orElseThrow(() -> new ProjectionBusyException(name, "is worked on (" + activity + ")"));
  }
}
