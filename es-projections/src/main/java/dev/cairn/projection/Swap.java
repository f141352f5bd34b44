package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.LogRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one generation in the place of the live one, in one transaction: while it runs, the live one stands
 * still, the last events that it is ahead are handled, and the views change over. Readers wait for it no
 * longer than {@link #LOCK_WAIT}: when somebody reads for longer, it gives way and tries again.
 */
final class Swap {

  private static final Logger log = LoggerFactory.getLogger(Swap.class);
  private static final String LOCK_WAIT = "200ms";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  /** More than so many positions are caught up before the live one is held. */
  private static final long CLOSE = 2_000;

  private static final int ATTEMPTS = 150;

  private final Parts parts;
  private final GenerationFeed feed;

  Swap(Parts parts, GenerationFeed feed) {
    this.parts = parts;
    this.feed = feed;
  }

  /** False if the live one is far ahead. */
  boolean run() {
    retireOlder();
    parts.crashPoints().reached(CrashPoint.BEFORE_SWAP);
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<Checkpoint> end = parts.database().inTransaction(this::swap);
        end.ifPresent(this::swapped);
        return end.isPresent();
      } catch (NotInOneGoException e) {
        feed.forgetKeys();
        log.debug("The last events before the swap are handled one by one", e);
        return false;
      } catch (LogRejectedException e) {
        feed.forgetKeys();
        if (!e.sqlState().equals(LOCK_NOT_AVAILABLE) || attempt == ATTEMPTS) {
          throw e;
        }
        log.info(
            "Somebody reads '{}' for long; the swap waits", feed.projection().name());
        pause();
      }
    }
  }

  private void swapped(Checkpoint end) {
    parts.crashPoints().reached(CrashPoint.AFTER_SWAP);
    feed.moved(end);
    log.info("{} is live from position {} on", feed.generation(), end.position());
    dropRetired(parts, feed.projection().name());
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for readers", e);
    }
  }

  /** What the new one has handled then; empty if the live one is far ahead. */
  private Optional<Checkpoint> swap(Handle handle) {
    handle.execute("set local lock_timeout = '" + LOCK_WAIT + "'");
    parts.leases().requireHeld(handle, feed.lease());
    String name = feed.projection().name();
    Optional<Generation> live = parts.generations().lock(handle, name, Generation.State.LIVE);
    Optional<Checkpoint> end =
        live.isPresent() ? catchUp(handle, live.get()) : Optional.of(feed.checkpoint());
    if (end.isEmpty()) {
      return end;
    }
    parts
        .generations()
        .lock(handle, name, Generation.State.PREVIOUS)
        .ifPresent(older -> parts.generations().move(handle, older, Generation.State.RETIRED));
    live.ifPresent(old -> parts.generations().move(handle, old, Generation.State.PREVIOUS));
    parts.generations().move(handle, feed.generation(), Generation.State.LIVE);
    parts.views().show(handle, name, feed.generation().schema());
    parts.crashPoints().reached(CrashPoint.DURING_SWAP);
    return end;
  }

  /** Handles what the live one has handled, and this one has not, while the live one is held. */
  private Optional<Checkpoint> catchUp(Handle handle, Generation live) {
    Checkpoint end = live.checkpoint();
    if (!end.position().isAfter(feed.checkpoint().position())
        // What it has handled is not what the log has there: nobody is to go on from it.
        || !Building.isOfThisLog(parts, feed.projection(), live)) {
      return Optional.of(feed.checkpoint());
    }
    if (isFarBehind(feed, live)) {
      return Optional.empty();
    }
    List<RecordedEvent> missing = missing(parts, feed, live);
    feed.advance(handle, end);
    GenerationTables.searchFirst(handle, feed.generation().schema());
    try {
      feed.work().apply(handle, missing, new Replay(true));
    } catch (RuntimeException e) {
      throw new NotInOneGoException(e);
    }
    return Optional.of(end);
  }

  /** Of the last events one could not be handled: it is looked for outside of the swap. */
  private static final class NotInOneGoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotInOneGoException(RuntimeException cause) {
      super(cause);
    }
  }

  /** Whether there is more to do than others should wait for. */
  static boolean isFarBehind(GenerationFeed feed, Generation live) {
    return live.checkpoint().position().value() - feed.checkpoint().position().value() > CLOSE;
  }

  /** What the live one has handled, and this one has not. */
  static List<RecordedEvent> missing(Parts parts, GenerationFeed feed, Generation live) {
    List<RecordedEvent> missing = new ArrayList<>();
    parts
        .store()
        .readLog(
            LogRead.after(feed.checkpoint().position())
                .withUpTo(live.checkpoint().position())
                .stored()
                .withFilter(ProjectionFilter.of(feed.projection(), parts.store())),
            missing::add);
    return missing;
  }

  /** What was replaced before the last time is dropped first, so that the swap itself is short. */
  private void retireOlder() {
    dropRetired(parts, feed.projection().name());
  }

  static void dropRetired(Parts parts, String projection) {
    for (Generation retired : parts.generations().all(projection, Generation.State.RETIRED)) {
      try {
        parts.database().inTransaction(handle -> {
          handle.execute("set local lock_timeout = '" + LOCK_WAIT + "'");
          Building.discard(parts, handle, retired);
          return null;
        });
      } catch (LogRejectedException | JdbiException e) {
        log.info("{} is still in use, and dropped another time: {}", retired, e.getMessage());
      }
    }
  }
}
