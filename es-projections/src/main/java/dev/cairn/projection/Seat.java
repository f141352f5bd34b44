package dev.cairn.projection;

import dev.cairn.CairnException;
import dev.cairn.postgres.lease.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One projection in one process: whether this process keeps it up to date, or waits for its turn, or for the
 * building of its next generation. Only the runner's thread changes it.
 */
final class Seat {

  private static final Logger log = LoggerFactory.getLogger(Seat.class);

  /** What is to be done next. */
  enum Turn {
    /** Nothing, for now. */
    WAIT,
    /** Build the version that this process has. */
    BUILD,
    /** Feed the live generation. */
    RUN
  }

  private final Parts parts;
  private final Projection projection;
  private final LeaseKeeper keeper;
  private final Backoff backoff = new Backoff();
  private volatile @Nullable GenerationFeed feed;
  /** What carries out the commands of a process; null if this is none, or does not run here. */
  private volatile @Nullable ProcessDispatcher dispatcher;

  private volatile String standing = "has not been looked at yet";
  private long notBefore = System.nanoTime();

  Seat(Parts parts, Projection projection, LeaseKeeper keeper) {
    this.parts = parts;
    this.projection = projection;
    this.keeper = keeper;
  }

  Projection projection() {
    return projection;
  }

  /** What feeds the live generation; null while this process does not. */
  @Nullable
  GenerationFeed feed() {
    return feed;
  }

  /** Why this process does not run it, or that it does, in words. */
  String standing() {
    return standing;
  }

  /** Looks for what is to be done. */
  Turn turn() {
    if (System.nanoTime() - notBefore < 0) {
      return Turn.WAIT;
    }
    if (dispatcher != null && dispatcher.isLost()) {
      lost();
    }
    if (feed != null) {
      return Turn.RUN;
    }
    if (Pauses.isPaused(parts.database(), projection.name())) {
      return waits("is paused", parts.settings().lease().dividedBy(4));
    }
    Optional<Generation> live = parts.generations().find(projection.name(), Generation.State.LIVE);
    if (live.isEmpty()) {
      waits("is to be built", Duration.ofMillis(100));
      return Turn.BUILD;
    }
    if (live.get().version() < projection.version()) {
      return next(live.get());
    }
    if (live.get().version() > projection.version()) {
      return waits(
          "has version " + live.get().version() + " by now, and this process version "
              + projection.version(),
          Duration.ofSeconds(5));
    }
    if (!live.get().fits(projection.definition())) {
      return waits(
          "has changed its table and not its version; raise the version, or take the change back",
          Duration.ofSeconds(5));
    }
    return take();
  }

  /** A version that was live before is not built again by itself: somebody has rolled it back. */
  private Turn next(Generation live) {
    boolean wasLive = parts
        .generations()
        .find(projection.name(), Generation.State.PREVIOUS)
        .filter(previous -> previous.version() >= projection.version())
        .isPresent();
    if (wasLive) {
      return waits(
          "was rolled back to version " + live.version() + " from version " + projection.version()
              + ", which this process has; start the earlier version, or rebuild this one",
          Duration.ofSeconds(1));
    }
    waits("is to be built", Duration.ofMillis(100));
    return Turn.BUILD;
  }

  private Turn take() {
    Optional<Lease> lease = parts.takeToRun(projection.name());
    if (lease.isEmpty()) {
      return waits("is kept up to date by another process", untilNextTry());
    }
    keeper.keep(lease.get());
    try {
      return run(lease.get());
    } catch (RuntimeException e) {
      // Kept, it would be renewed for ever, and this process would wait for itself.
      keeper.release(lease.get());
      throw e;
    }
  }

  /** Another look, now that nobody else moves it. */
  private Turn run(Lease lease) {
    Optional<Generation> live = parts.generations().find(projection.name(), Generation.State.LIVE);
    if (live.isEmpty() || !live.get().fits(projection.definition())) {
      keeper.release(lease);
      return waits("was swapped a moment ago", Duration.ofMillis(10));
    }
    feed = new GenerationFeed(parts, projection, live.get(), lease);
    if (projection.definition() instanceof ProcessDefinition<?> process) {
      dispatcher = new ProcessDispatcher(process, new HeldTransactions(parts, live.get(), lease));
    }
    says("runs from position " + live.get().checkpoint().position() + " on");
    return Turn.RUN;
  }

  private Duration untilNextTry() {
    long millis = Math.min(1_000, parts.settings().lease().toMillis() / 4);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
  }

  private Turn waits(String why, Duration time) {
    says(why);
    notBefore = System.nanoTime() + time.toNanos();
    return Turn.WAIT;
  }

  private void says(String now) {
    if (!now.equals(standing)) {
      log.info("The projection '{}' {}", projection.name(), now);
    }
    standing = now;
  }

  /**
   * Whether what it feeds is what readers see, and stands where it thinks. Otherwise it looks again: somebody
   * has swapped or rolled back, or the database is another one by now, such as a restored one.
   */
  boolean isLive() {
    GenerationFeed now = feed;
    if (now == null
        || parts
            .generations()
            .find(projection.name(), Generation.State.LIVE)
            .filter(live -> live.number() == now.generation().number())
            .filter(live -> live.checkpoint().equals(now.checkpoint()))
            .isPresent()) {
      return true;
    }
    lost();
    return false;
  }

  /** It did what it was to do. */
  void succeeded() {
    backoff.reset();
    ProcessDispatcher now = dispatcher;
    if (now != null) {
      now.wake();
    }
  }

  /** The database is away, or something like it. */
  void failed(CairnException failure) {
    Duration pause = backoff.next();
    waits("waits, because " + failure.getMessage(), pause);
  }

  /** Somebody else has taken over, or swapped, or paused: look again. */
  void lost() {
    leave();
    notBefore = System.nanoTime();
  }

  /** It cannot go on: it is paused, for all processes, until somebody resumes it. */
  void stopped(ProjectionStoppedException stopped) {
    log.error("{}", stopped.getMessage(), stopped.getCause());
    try {
      Pauses.pause(
          parts.database(),
          projection.name(),
          parts.process(),
          String.valueOf(stopped.getMessage()),
          true);
    } catch (CairnException e) {
      log.warn(
          "That '{}' has stopped could not be written down: {}", projection.name(), e.getMessage());
    }
    leave();
    waits("has stopped", parts.settings().lease().dividedBy(4));
  }

  /** Lets another process take it. */
  void leave() {
    GenerationFeed now = feed;
    feed = null;
    if (dispatcher != null) {
      dispatcher.close();
      dispatcher = null;
    }
    if (now != null) {
      keeper.release(now.lease());
    }
  }
}
