package dev.cairn.bank.web;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one client of the feed has not been sent yet: a bounded number of events, and the newest state.
 * Thread-safe.
 */
final class FeedQueue {

  private static final int MOST = 256;

  private final ArrayDeque<FeedMessage> events = new ArrayDeque<>();
  private @Nullable FeedMessage state;
  private boolean overflowed;
  private boolean ended;

  /** Why {@link #take} has returned. */
  enum Turn {
    MESSAGE,
    /** Events were left out; the log has them. */
    OVERFLOW,
    NOTHING,
    END
  }

  /** What there is for the client. */
  record Taken(Turn turn, @Nullable FeedMessage message) {}

  synchronized void begin() {
    events.clear();
    overflowed = false;
  }

  synchronized void offer(FeedMessage event) {
    // After a gap comes nothing more, until the client has read the log and begins again.
    overflowed |= events.size() == MOST;
    if (!overflowed) {
      events.add(event);
    }
    notifyAll();
  }

  synchronized void replaceState(FeedMessage newest) {
    state = newest;
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized boolean isEnded() {
    return ended;
  }

  /** Waits for the next message, for so long at most. */
  synchronized Taken take(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      Taken now = poll();
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (now.turn() != Turn.NOTHING || left <= 0) {
        return now;
      }
      wait(left);
    }
  }

  private Taken poll() {
    if (ended) {
      return new Taken(Turn.END, null);
    }
    FeedMessage event = events.poll();
    if (event != null) {
      return new Taken(Turn.MESSAGE, event);
    }
    if (overflowed) {
      return new Taken(Turn.OVERFLOW, null);
    }
    FeedMessage newest = state;
    state = null;
    return newest == null ? new Taken(Turn.NOTHING, null) : new Taken(Turn.MESSAGE, newest);
  }
}
