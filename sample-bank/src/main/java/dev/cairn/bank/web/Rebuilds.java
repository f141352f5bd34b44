package dev.cairn.bank.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.projection.Projections;
import dev.cairn.projection.RebuildProgress;
import dev.cairn.projection.RebuildProgress.Phase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds of read models that were begun here, one after the other, while readers see the old ones.
 * Thread-safe.
 */
final class Rebuilds implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

  private final Projections projections;
  private final Map<String, Run> runs = new ConcurrentHashMap<>();
  private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
    Thread thread = new Thread(task, "bank-rebuild");
    thread.setDaemon(true);
    return thread;
  });
  private volatile boolean closing;

  /** What a rebuild is doing. */
  enum Step {
    WAITING,
    BUILDING,
    CATCHING_UP,
    SWAPPING,
    DONE,
    FAILED
  }

  /**
   * One rebuild.
   *
   * @param fraction of the step, from 0 to 1
   * @param events read so far
   * @param problem why it failed; null if it did not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Run(
      Step step,
      double fraction,
      long events,
      double eventsPerSecond,
      @Nullable String problem) {

    boolean isUnderWay() {
      return step != Step.DONE && step != Step.FAILED;
    }
  }

  Rebuilds(Projections projections) {
    this.projections = projections;
  }

  /**
   * Begins to rebuild a read model, or puts it behind those that are being rebuilt.
   *
   * @throws RefusedRequestException if there is no such read model, or it is being rebuilt from here
   */
  Run begin(String name) {
    if (!projections.names().contains(name)) {
      throw new RefusedRequestException(
          ProblemType.NO_SUCH_PROJECTION, "There are " + String.join(", ", projections.names()));
    }
    if (!projections.operations().rebuildable().contains(name)) {
      throw new RefusedRequestException(
          ProblemType.NOT_REBUILDABLE, "What '" + name + "' has done cannot be done again");
    }
    Run begun = new Run(Step.WAITING, 0, 0, 0, null);
    runs.compute(name, (key, last) -> {
      if (last != null && last.isUnderWay()) {
        throw new RefusedRequestException(
            ProblemType.REBUILD_UNDER_WAY, "'" + name + "' is being rebuilt; wait for its end");
      }
      return begun;
    });
    worker.execute(() -> rebuild(name));
    return begun;
  }

  private void rebuild(String name) {
    try {
      projections.operations().rebuild(List.of(name), progress -> progressed(name, progress));
      runs.computeIfPresent(
          name, (key, run) -> new Run(Step.DONE, 1, run.events(), run.eventsPerSecond(), null));
    } catch (CancellationException ending) {
      log.info("The rebuild of {} goes on when it is begun again", name);
    } catch (RuntimeException e) {
      log.warn("The rebuild of {} has failed", name, e);
      runs.put(name, new Run(Step.FAILED, 0, 0, 0, e.getMessage()));
    }
  }

  private void progressed(String name, RebuildProgress progress) {
    if (closing) {
      throw new CancellationException();
    }
    runs.put(
        name,
        new Run(
            step(progress.phase()),
            progress.fraction(),
            progress.events(),
            progress.eventsPerSecond(),
            null));
  }

  private static Step step(Phase phase) {
    return switch (phase) {
      case BUILDING -> Step.BUILDING;
      case CATCHING_UP -> Step.CATCHING_UP;
      case SWAPPING -> Step.SWAPPING;
    };
  }

  /** The last one of a projection; null if there was none. */
  @Nullable
  Run of(String name) {
    return runs.get(name);
  }

  /** Ends what is under way at its next step; the old read model stays. */
  @Override
  public void close() {
    closing = true;
    worker.shutdown();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("A rebuild is still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
