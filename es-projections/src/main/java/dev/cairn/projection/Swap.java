package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.store.CheckpointAheadException;
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
        boolean swapped = parts.database().inTransaction(this::swap);
        parts.crashPoints().reached(CrashPoint.AFTER_SWAP);
        if (swapped) {
          log.info(
              "{} is live from position {} on",
              feed.generation(),
              feed.checkpoint().position());
          dropRetired(parts, feed.projection().name());
        }
        return swapped;
      } catch (LogRejectedException e) {
        if (!e.sqlState().equals(LOCK_NOT_AVAILABLE) || attempt == ATTEMPTS) {
          throw e;
        }
        log.info(
            "Somebody reads '{}' for long; the swap waits", feed.projection().name());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for readers", e);
    }
  }

  private boolean swap(Handle handle) {
    handle.execute("set local lock_timeout = '" + LOCK_WAIT + "'");
    parts.leases().requireHeld(handle, feed.lease());
    String name = feed.projection().name();
    Optional<Generation> live = parts.generations().lock(handle, name, Generation.State.LIVE);
    if (live.isPresent() && !catchUp(handle, live.get())) {
      return false;
    }
    parts
        .generations()
        .lock(handle, name, Generation.State.PREVIOUS)
        .ifPresent(older -> parts.generations().move(handle, older, Generation.State.RETIRED));
    live.ifPresent(old -> parts.generations().move(handle, old, Generation.State.PREVIOUS));
    parts.generations().move(handle, feed.generation(), Generation.State.LIVE);
    parts.views().show(handle, name, feed.generation().schema());
    parts.crashPoints().reached(CrashPoint.DURING_SWAP);
    return true;
  }

  /** Handles what the live one has handled, and this one has not, while the live one is held. */
  private boolean catchUp(Handle handle, Generation live) {
    if (!live.checkpoint().position().isAfter(feed.checkpoint().position()) || !isOfThisLog(live)) {
      return true;
    }
    if (isFarBehind(feed, live)) {
      return false;
    }
    List<RecordedEvent> missing = missing(parts, feed, live);
    feed.advance(handle, live.checkpoint());
    GenerationTables.searchFirst(handle, feed.generation().schema());
    feed.work().apply(handle, missing, new Replay(true));
    feed.moved(live.checkpoint());
    return true;
  }

  /** What is ahead of a log that went back is not to be caught up with: it is what the rebuild heals. */
  private boolean isOfThisLog(Generation live) {
    try {
      parts.store().follow(ProjectionFilter.of(feed.projection()), 1).next(live.checkpoint());
      return true;
    } catch (CheckpointAheadException e) {
      log.warn(
          "{} is ahead of its log, and replaced by what the log has: {}", live, e.getMessage());
      return false;
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
                .withFilter(ProjectionFilter.of(feed.projection())),
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
