package dev.cairn.projection;

import dev.cairn.command.ReadModels;
import dev.cairn.event.Position;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.projection.model.ReadModelException;
import dev.cairn.projection.model.ReadModelType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The projections of an application over one log. Thread-safe.
 *
 * <p>{@link #start} keeps them up to date; any number of processes may do that, and each projection is kept
 * by one of them at a time. Any process can read them, wait for them, and, through {@link #operations},
 * rebuild them. Given to {@link dev.cairn.command.Commands#withReadModels}, they let whoever sends a command
 * wait for what it did.
 */
public final class Projections implements ReadModels, AutoCloseable {

  private final Parts parts;
  private final Map<String, Projection> projections;
  private final ProgressBoard board = new ProgressBoard();
  private final Waiting waiting;
  private final List<ProjectionRunner> runners = new ArrayList<>();

  private Projections(Parts parts, Map<String, Projection> projections) {
    this.parts = parts;
    this.projections = projections;
    this.waiting = new Waiting(parts, board);
  }

  /** As {@link #of(PostgresEventStore, ProjectionSettings, Collection)} with the default settings. */
  public static Projections of(PostgresEventStore store, Projection... projections) {
    return of(store, ProjectionSettings.defaults(), Arrays.asList(projections));
  }

  /**
   * The projections over a log, whose schema {@link ProjectionSchema#migrate} has prepared.
   *
   * @param store stays open for as long as this
   * @throws ReadModelException if two have one name, or names that make one table
   */
  public static Projections of(
      PostgresEventStore store, ProjectionSettings settings, Collection<Projection> projections) {
    return of(store, settings, projections, CrashPoints.NONE);
  }

  static Projections of(
      PostgresEventStore store,
      ProjectionSettings settings,
      Collection<Projection> projections,
      CrashPoints crashPoints) {
    Map<String, Projection> byName = new LinkedHashMap<>();
    Map<String, String> byIdentifier = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Projection projection : projections) {
      String identifier = projection.definition().identifier();
      String other = byIdentifier.putIfAbsent(identifier, projection.name());
      if (other != null) {
        problems.add(
            other.equals(projection.name())
                ? "Two projections are named '" + other + "'; a name belongs to one"
                : "'" + other + "' and '" + projection.name() + "' would both have the table '"
                    + identifier + "'; rename one");
      }
      byName.put(projection.name(), projection);
    }
    if (byName.isEmpty()) {
      problems.add("There is none; name at least one projection");
    }
    if (!problems.isEmpty()) {
      throw new ReadModelException("The set of projections", problems);
    }
    return new Projections(Parts.of(store, settings, crashPoints), byName);
  }

  /** Their names, in the order in which they were given. */
  public List<String> names() {
    return List.copyOf(projections.keySet());
  }

  /**
   * Keeps them up to date, on threads of its own, until the runner or this is closed. Those that have no live
   * generation of their version are built first.
   */
  public ProjectionRunner start() {
    ProjectionRunner runner = new ProjectionRunner(parts, List.copyOf(projections.values()), board);
    synchronized (runners) {
      runners.add(runner);
    }
    runner.start();
    return runner;
  }

  /**
   * Waits until a projection has handled the event at a position, in whichever process: who reads its read
   * model then, sees what that event did.
   *
   * @throws ProjectionBehindException if it has not after the time
   * @throws UnknownProjectionException if there is no such projection here
   */
  @Override
  public void waitFor(String projection, Position position, Duration timeout) {
    require(projection);
    waiting.await(projection, position, timeout);
  }

  /**
   * The rows of a keyed read model, for reading.
   *
   * @throws UnknownProjectionException if that read model is not among these
   */
  public <R> ReadModelRows<R> rows(Class<R> readModel) {
    for (Projection projection : projections.values()) {
      if (projection.definition() instanceof KeyedDefinition<?> keyed
          && keyed.type().record() == readModel) {
        return new ReadModelRows<>(parts, ReadModelType.of(readModel));
      }
    }
    throw UnknownProjectionException.notAmong(readModel.getSimpleName(), projections.keySet());
  }

  /** What operators do with them. */
  public ProjectionOperations operations() {
    return new ProjectionOperations(parts, this::require, List.copyOf(projections.values()));
  }

  /**
   * What operators do with a process.
   *
   * @throws UnknownProjectionException if there is no such process here
   */
  public ProcessOperations process(String name) {
    return operations().process(name);
  }

  private Projection require(String name) {
    Projection projection = projections.get(name);
    if (projection == null) {
      throw UnknownProjectionException.notAmong(name, projections.keySet());
    }
    return projection;
  }

  /** Closes the runners. The read models stay as they are. */
  @Override
  public void close() {
    List<ProjectionRunner> open;
    synchronized (runners) {
      open = List.copyOf(runners);
    }
    open.forEach(ProjectionRunner::close);
    waiting.close();
  }
}
