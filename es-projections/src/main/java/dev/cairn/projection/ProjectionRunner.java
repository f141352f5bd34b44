package dev.cairn.projection;

import dev.cairn.CairnException;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.LogFollower;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.store.CheckpointAheadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the projections of a process up to date, each in exactly one of the processes that run it: one pass
 * over the log feeds them all. Thread-safe.
 *
 * <p>A projection whose version is newer than the live one, or that was never built, is built first, beside
 * the live one, and swapped in. When the database is away, everything waits and goes on by itself.
 */
public final class ProjectionRunner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProjectionRunner.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Parts parts;
  private final ProgressBoard board;
  private final LeaseKeeper keeper;
  private final List<Seat> seats = new ArrayList<>();
  private final LogFollower follower;
  private final ExecutorService workers;
  private final Builder builder;
  private final Thread thread;
  /** Whether it is time to look for what others have decided. */
  private final AtomicBoolean beat = new AtomicBoolean();

  private volatile boolean closing;

  ProjectionRunner(Parts parts, List<Projection> projections, ProgressBoard board) {
    this.parts = parts;
    this.board = board;
    this.keeper = new LeaseKeeper(parts, () -> beat.set(true));
    projections.forEach(projection -> seats.add(new Seat(parts, projection, keeper)));
    this.follower = parts
        .store()
        .follow(
            ProjectionFilter.of(projections, parts.store()), parts.settings().pageSize());
    this.workers = Executors.newFixedThreadPool(
        Math.min(projections.size(), Runtime.getRuntime().availableProcessors()),
        task -> daemon(task, "cairn-projection-worker"));
    this.builder = new Builder(parts, () -> closing);
    this.thread = daemon(this::run, "cairn-projections");
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    thread.start();
  }

  private void run() {
    boolean failing = false;
    while (!closing) {
      try {
        long heard = follower.heard();
        if (!turn()) {
          follower.awaitMore(heard, shortest(follower.pollInterval()), () -> closing);
        }
        failing = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (CairnException e) {
        if (!failing) {
          log.warn("The projections wait: {}", e.getMessage());
        }
        failing = true;
        pause();
      } catch (RuntimeException e) {
        log.error("The projections met what they do not know, and try again", e);
        pause();
      }
    }
  }

  private static Duration shortest(Duration poll) {
    return poll.compareTo(LONGEST_WAIT) < 0 ? poll : LONGEST_WAIT;
  }

  private void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives each projection its turn; false if there was nothing to do. */
  private boolean turn() throws InterruptedException {
    List<Seat> running = new ArrayList<>();
    List<Seat> toBuild = new ArrayList<>();
    for (Seat seat : seats) {
      switch (seat.turn()) {
        case RUN -> running.add(seat);
        case BUILD -> toBuild.add(seat);
        case WAIT -> {}
      }
    }
    builder.wanted(toBuild);
    if (beat.getAndSet(false)) {
      running.removeIf(seat -> !stillLive(seat));
      running.forEach(seat -> guarded(seat, feed -> feed.retry(this::event)));
    }
    return feed(running);
  }

  private boolean stillLive(Seat seat) {
    boolean live = seat.isLive();
    if (!live) {
      board.forget(seat.projection().name());
    }
    return live;
  }

  private RecordedEvent event(UUID id) {
    return parts
        .store()
        .find(id)
        .orElseThrow(
            () -> new IllegalStateException("The parked event " + id + " is not in the log"));
  }

  /** Projections that stand at the same place are fed together; one that is behind delays none by more than a page. */
  private boolean feed(List<Seat> running) throws InterruptedException {
    TreeMap<Position, List<Seat>> byPosition = new TreeMap<>();
    for (Seat seat : running) {
      GenerationFeed feed = seat.feed();
      if (feed != null) {
        byPosition
            .computeIfAbsent(feed.checkpoint().position(), none -> new ArrayList<>())
            .add(seat);
      }
    }
    boolean moved = false;
    for (Map.Entry<Position, List<Seat>> group : byPosition.entrySet()) {
      moved |= feedGroup(group.getValue(), byPosition.higherKey(group.getKey()));
    }
    return moved;
  }

  private boolean feedGroup(List<Seat> group, @Nullable Position next) throws InterruptedException {
    GenerationFeed first = group.get(0).feed();
    if (first == null) {
      return false;
    }
    Pass pass;
    try {
      pass = Pass.read(follower, first.checkpoint(), next);
    } catch (CheckpointAheadException e) {
      group.stream().filter(this::stillLive).forEach(seat -> seat.stopped(ahead(seat, e)));
      return false;
    } catch (LogUnavailableException e) {
      group.forEach(seat -> seat.failed(e));
      return false;
    }
    if (pass.isEmpty()) {
      return false;
    }
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Seat seat : group) {
      tasks.add(() -> {
        guarded(
            seat,
            feed -> feed.feed(
                pass.of(seat.projection(), parts.store()), pass.end(), new Replay(false)));
        return null;
      });
    }
    if (tasks.size() == 1) {
      guarded(
          group.get(0),
          feed ->
              feed.feed(pass.of(feed.projection(), parts.store()), pass.end(), new Replay(false)));
    } else {
      for (Future<Void> task : workers.invokeAll(tasks)) {
        requireDone(task);
      }
    }
    return true;
  }

  /** What a task throws is dealt with there, unless it is an error. */
  private static void requireDone(Future<Void> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A page could not be handled", e);
    }
  }

  private static ProjectionStoppedException ahead(Seat seat, CheckpointAheadException e) {
    return new ProjectionStoppedException(
        seat.projection().name(),
        "is ahead of its log: " + e.getMessage()
            + " What it holds cannot be trusted: rebuild it, and resume it.",
        e);
  }

  private void guarded(Seat seat, Consumer<GenerationFeed> work) {
    GenerationFeed feed = seat.feed();
    if (feed == null) {
      return;
    }
    boolean done = false;
    try {
      work.accept(feed);
      seat.succeeded();
      board.reached(seat.projection().name(), feed.checkpoint().position());
      done = true;
    } catch (LogUnavailableException e) {
      seat.failed(e);
    } catch (LeaseLostException | CheckpointMovedException e) {
      log.info("{}", e.getMessage());
      seat.lost();
    } catch (ProjectionStoppedException e) {
      seat.stopped(e);
    } catch (RuntimeException | Error e) {
      // Thrown on, it would end a thread that keeps the lease and does nothing.
      seat.stopped(new ProjectionStoppedException(
          seat.projection().name(), "met what it does not know: " + e, e));
    } finally {
      if (!done) {
        board.forget(seat.projection().name());
      }
    }
  }

  /** What this process does about each of its projections, in words, by name. */
  public Map<String, String> standing() {
    Map<String, String> standing = new TreeMap<>();
    seats.forEach(seat -> standing.put(seat.projection().name(), seat.standing()));
    return standing;
  }

  /** Finishes the page in flight, gives the leases back, and returns. A second time does nothing. */
  @Override
  public void close() {
    closing = true;
    follower.wake();
    builder.close();
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    workers.shutdown();
    seats.forEach(Seat::leave);
    keeper.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
