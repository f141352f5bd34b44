package dev.cairn.postgres;

import dev.cairn.CairnException;
import dev.cairn.event.StreamId;
import dev.cairn.store.EncodedAppend;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Combines the appends of callers that arrive while a commit is under way into the next commit.
 *
 * <p>There is no thread of its own: a caller that finds nobody leading becomes the leader and carries
 * what waits, at most one append for each stream; when its commit is done it hands over to the first
 * that waits and returns. A lone caller therefore never waits for another thread.
 */
final class GroupCommit {

  private static final int MOST_EVENTS = 1_000;
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private final Consumer<List<AppendUnit>> commit;
  private final Deque<Caller> waiting = new ArrayDeque<>();
  private boolean led;

  /**
   * Combines for one log.
   *
   * @param commit decides every unit it is given, whatever happens
   */
  GroupCommit(Consumer<List<AppendUnit>> commit) {
    this.commit = commit;
  }

  private static final class Caller {
    private final AppendUnit unit;
    private final Thread thread = Thread.currentThread();
    private volatile State state = State.WAITING;

    Caller(AppendUnit unit) {
      this.unit = unit;
    }

    void become(State next) {
      state = next;
      LockSupport.unpark(thread);
    }

    /**
     * An interrupt does not end the wait, because the events may be in the log already; it is kept for
     * whoever waits next.
     */
    void await() {
      boolean interrupted = false;
      while (state == State.WAITING) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        thread.interrupt();
      }
    }
  }

  private enum State {
    WAITING,
    LEADING,
    DECIDED
  }

  /** Returns when the unit is decided. */
  void append(AppendUnit unit) {
    Caller caller = new Caller(unit);
    if (mustWait(caller)) {
      caller.await();
      if (caller.state == State.DECIDED) {
        return;
      }
    }
    lead(batchOf(caller));
  }

  private synchronized boolean mustWait(Caller caller) {
    if (!led) {
      led = true;
      return false;
    }
    return waiting.add(caller);
  }

  /** The leader and, in the order of their arrival, those who can go along with it. */
  private synchronized List<Caller> batchOf(Caller leader) {
    if (waiting.isEmpty()) {
      return List.of(leader);
    }
    List<Caller> batch = new ArrayList<>();
    Set<StreamId> streams = new HashSet<>();
    batch.add(leader);
    leader.unit.appends().forEach(append -> streams.add(append.stream()));
    int events = leader.unit.events();
    long bytes = leader.unit.bytes();
    for (Iterator<Caller> others = waiting.iterator(); others.hasNext() && events < MOST_EVENTS; ) {
      Caller other = others.next();
      boolean fits =
          events + other.unit.events() <= MOST_EVENTS && bytes + other.unit.bytes() <= MOST_BYTES;
      // Streams are claimed also for a caller that is left behind, so that nobody overtakes it.
      if (claim(streams, other.unit) && fits) {
        others.remove();
        batch.add(other);
        events += other.unit.events();
        bytes += other.unit.bytes();
      }
    }
    return batch;
  }

  private static boolean claim(Set<StreamId> streams, AppendUnit unit) {
    boolean allFree = true;
    for (EncodedAppend append : unit.appends()) {
      allFree &= streams.add(append.stream());
    }
    return allFree;
  }

  private void lead(List<Caller> batch) {
    List<AppendUnit> units = new ArrayList<>(batch.size());
    for (Caller caller : batch) {
      units.add(caller.unit);
    }
    try {
      commit.accept(units);
    } finally {
      // First the thanks, then the next commit: who comes back with another append goes along
      // with it. Fewer, larger commits carry more than two on their way together (measured).
      for (Caller caller : batch) {
        caller.become(State.DECIDED);
      }
      handOver();
    }
  }

  /**
   * Fails those who have waited for so long already, because what the last commit failed for lies with the
   * log and not with an append. Otherwise the last of many callers that append to the same stream would
   * wait as often as there are callers before it.
   */
  synchronized void failWhoWaited(Duration time, CairnException e) {
    for (Iterator<Caller> others = waiting.iterator(); others.hasNext(); ) {
      Caller other = others.next();
      if (other.unit.hasWaited(time)) {
        others.remove();
        other.unit.failed(e);
        other.become(State.DECIDED);
      }
    }
  }

  private synchronized void handOver() {
    Caller next = waiting.poll();
    if (next == null) {
      led = false;
    } else {
      next.become(State.LEADING);
    }
  }
}
