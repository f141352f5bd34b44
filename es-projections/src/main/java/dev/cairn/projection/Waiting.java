package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.postgres.Announcements;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits for read models: woken by the runner in this process, or by the announcement that each commit of
 * another one sends. It listens from the first time that it has to wait for another process. Thread-safe.
 */
final class Waiting implements AutoCloseable {

  /** How long a runner of this process is trusted to be the one that keeps the projection. */
  private static final Duration OWN_TURN = Duration.ofMillis(20);

  private final Parts parts;
  private final ProgressBoard board;
  private @Nullable Announcements announcements;
  private volatile boolean closed;

  Waiting(Parts parts, ProgressBoard board) {
    this.parts = parts;
    this.board = board;
  }

  void await(String projection, Position position, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      if (!reachedHere(
          projection, position, Math.min(end, System.nanoTime() + OWN_TURN.toNanos()))) {
        reachedAnywhere(projection, position, timeout, end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw behind(projection, position, timeout);
    }
  }

  private boolean reachedHere(String projection, Position position, long end)
      throws InterruptedException {
    while (true) {
      long known = board.changes();
      if (board.hasReached(projection, position)) {
        return true;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      board.await(known, Duration.ofNanos(left));
    }
  }

  private void reachedAnywhere(String projection, Position position, Duration timeout, long end)
      throws InterruptedException {
    Announcements listening = listening();
    while (true) {
      long heard = listening.heard();
      if (board.hasReached(projection, position) || !position.isAfter(stored(projection))) {
        return;
      }
      long left = end - System.nanoTime();
      if (left <= 0 || closed) {
        throw behind(projection, position, timeout);
      }
      Duration atMost = Duration.ofNanos(left);
      Duration poll = listening.pollInterval();
      listening.awaitMore(heard, atMost.compareTo(poll) < 0 ? atMost : poll, () -> closed);
    }
  }

  private Position stored(String projection) {
    return live(projection).map(live -> live.checkpoint().position()).orElse(Position.START);
  }

  private Optional<Generation> live(String projection) {
    return parts.generations().find(projection, Generation.State.LIVE);
  }

  private ProjectionBehindException behind(String projection, Position position, Duration timeout) {
    return new ProjectionBehindException(
        projection, position, stored(projection), timeout, live(projection).isPresent());
  }

  private synchronized Announcements listening() {
    Announcements listening = announcements;
    if (listening == null) {
      listening = parts.database().listen(Generations.TOPIC);
      announcements = listening;
    }
    return listening;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (announcements != null) {
      announcements.close();
    }
  }
}
