package dev.cairn.snapshot;

import dev.cairn.event.RecordedEvent;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** A thread that folds the chunks of events that are handed to it, in order. What it throws, the next call throws. */
final class FoldLane<S> implements AutoCloseable {

  private static final int WAITING = 8;
  /** After the last chunk. */
  private static final List<RecordedEvent> END = List.of();

  private final BlockingQueue<List<RecordedEvent>> chunks = new ArrayBlockingQueue<>(WAITING);
  private final StreamStates<S> states;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  FoldLane(Parts parts, SnapshotForm<S> form, long memory) {
    this.states = new StreamStates<>(parts, form, memory);
    this.thread = new Thread(this::run, "cairn-snapshot-rebuild");
    thread.setDaemon(true);
    thread.start();
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // it is thrown where the lane is used
  private void run() {
    try {
      for (List<RecordedEvent> chunk = chunks.take(); chunk != END; chunk = chunks.take()) {
        if (failure == null) {
          fold(chunk);
        }
      }
      if (failure == null) {
        fold(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fold(List<RecordedEvent> chunk) {
    try {
      if (chunk == END) {
        states.write();
      } else {
        states.fold(chunk);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Hands events over; waits while many are waiting. */
  void hand(List<RecordedEvent> chunk) {
    requireNoFailure();
    if (!chunk.isEmpty()) {
      put(chunk);
    }
  }

  /** Returns when everything is folded and written. */
  void finish() {
    put(END);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    requireNoFailure();
  }

  private void put(List<RecordedEvent> chunk) {
    try {
      chunks.put(chunk);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while snapshots are rebuilt", e);
  }

  private void requireNoFailure() {
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  /** How many streams it has written a snapshot of; to be asked when it has finished. */
  long streams() {
    return states.streams();
  }

  /** How many it could not. */
  long failures() {
    return states.failures();
  }

  /** A sentence for each of the first of them. */
  List<String> failed() {
    return states.failed();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
