package dev.cairn.postgres;

import dev.cairn.store.Checkpoint;
import dev.cairn.store.CheckpointAheadException;
import dev.cairn.store.EventFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The log page by page, for a reader that keeps its own place and decides itself when to go on. Nothing
 * is held between two pages. One thread at a time fetches; {@link #wake} may be called by any.
 */
public final class LogFollower {

  private final LogPages pages;
  private final LogFollowing following;
  private final EventFilter filter;

  LogFollower(LogPages pages, LogFollowing following, EventFilter filter) {
    this.pages = pages;
    this.following = following;
    this.filter = filter;
  }

  /**
   * The events after a checkpoint, as many as a page holds; the checkpoint is verified each time, since
   * the server may have come back with an earlier state of the log.
   *
   * @throws CheckpointAheadException if the log has gone back to before it
   * @throws LogUnavailableException if the database is away or short of something; it is tried once
   */
  public LogPage next(Checkpoint from) {
    long begun = System.nanoTime();
    try {
      return pages.next(from, filter);
    } catch (SQLException e) {
      if (SqlErrors.mayPass(e) || SqlErrors.isShortage(e)) {
        throw new LogUnavailableException(Duration.ofNanos(System.nanoTime() - begun), e);
      }
      throw following.translated(e);
    }
  }

  /** To be asked before looking for more, and given to {@link #awaitMore} after it. */
  public long heard() {
    return following.heard();
  }

  /**
   * Returns when more was announced than was {@code heard}, when {@code stop} holds, or after the time.
   * It may return without any event, too.
   */
  public void awaitMore(long heard, Duration atMost, BooleanSupplier stop)
      throws InterruptedException {
    following.awaitMore(heard, atMost, stop);
  }

  /** How long a reader may wait before it looks into the log though nothing was announced. */
  public Duration pollInterval() {
    return following.pollInterval();
  }

  /** Lets those who wait see whether they are to stop. */
  public void wake() {
    following.wakeAll();
  }
}
