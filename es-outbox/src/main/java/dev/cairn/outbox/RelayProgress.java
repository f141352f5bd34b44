package dev.cairn.outbox;

import dev.cairn.store.Checkpoint;
import java.time.Duration;

/**
 * How far a leader has come, between its thread, its heartbeat, and whoever measures it. Thread-safe.
 */
final class RelayProgress {

  private final boolean mirrors;
  private Checkpoint checkpoint = Checkpoint.START;
  private boolean established;
  private String state = "waiting";
  private long published;
  private long noted;
  private long notedAt = System.nanoTime();
  private long changes;
  private long changesNoted = -1;
  private Seen seen = new Seen(0, 0, false, false);
  private double rate;
  private boolean retries;
  private long seenHead;
  private double behindSeconds;
  private int parkedStreams;
  private long failures;

  /**
   * For one term.
   *
   * @param mirrors whether the heartbeat writes the cursor down, because the cursor itself is elsewhere
   */
  RelayProgress(boolean mirrors) {
    this.mirrors = mirrors;
  }

  /** What a heartbeat writes down. */
  record Snapshot(
      Checkpoint checkpoint,
      boolean mirrors,
      String state,
      long newlyPublished,
      double eventsPerSecond,
      boolean changed,
      long changes) {}

  /**
   * What a heartbeat saw.
   *
   * @param head the position of the last event in the log
   * @param behindSeconds the age of the oldest event that is not published
   * @param messages whether messages wait
   * @param retries whether somebody asked for another try
   */
  record Seen(long head, double behindSeconds, boolean messages, boolean retries) {}

  /** The cursor as it is after it was set up or read. */
  synchronized void begins(Checkpoint at) {
    checkpoint = at;
    established = true;
    state = "leading";
    changes++;
  }

  /** A batch is where it belongs. */
  synchronized void published(Checkpoint end, int records) {
    checkpoint = end;
    published += records;
    state = "leading";
    changes++;
  }

  /** Something that the relay needs is away. */
  synchronized void waits() {
    state = "waiting";
    failures++;
    changes++;
  }

  /** Whether nothing failed since the last batch, so that the checkpoint is all there is. */
  synchronized boolean isExact() {
    return state.equals("leading");
  }

  synchronized void parked(int streams) {
    parkedStreams = streams;
  }

  synchronized Snapshot snapshot() {
    long now = System.nanoTime();
    double seconds = Math.max(1e-3, Duration.ofNanos(now - notedAt).toNanos() / 1e9);
    rate = (published - noted) / seconds;
    boolean changed = changes != changesNoted || rate > 0;
    return new Snapshot(
        checkpoint, mirrors && established, state, published - noted, rate, changed, changes);
  }

  /** A snapshot has been written down. */
  synchronized void seen(Snapshot written, Seen what) {
    // Once more when it falls silent, so that the rate does not stand still above zero.
    changesNoted = written.eventsPerSecond() > 0 ? -1 : written.changes();
    noted += written.newlyPublished();
    notedAt = System.nanoTime();
    seen = what;
    seenHead = what.head();
    behindSeconds = what.behindSeconds();
    retries |= what.retries();
  }

  /** Whether there is something to do that no notification may have announced. */
  synchronized boolean hasWork() {
    return retries || seen.messages() || seen.head() > checkpoint.position().value();
  }

  /** Whether somebody has asked for another try; asked once, it is taken. */
  synchronized boolean takeRetries() {
    boolean asked = retries;
    retries = false;
    // What the last heartbeat saw is about to be looked at.
    seen = new Seen(0, 0, false, false);
    return asked;
  }

  synchronized Checkpoint checkpoint() {
    return checkpoint;
  }

  synchronized RelayState state(long term) {
    long position = checkpoint.position().value();
    return new RelayState(
        true,
        state.equals("waiting"),
        term,
        checkpoint.position(),
        Math.max(0, seenHead - position),
        seenHead > position ? behindSeconds : 0,
        rate,
        published,
        parkedStreams,
        failures);
  }
}
