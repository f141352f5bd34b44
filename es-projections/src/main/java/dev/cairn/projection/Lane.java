package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that handles chunks of events in the order in which they are handed over. What it throws, the
 * next call throws.
 */
final class Lane implements AutoCloseable {

  private static final int WAITING = 8;

  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(WAITING);
  private final Consumer<List<RecordedEvent>> handler;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  /** Some events; the one without is the end, or asks whether all before it are handled. */
  private static final class Chunk {
    private final List<RecordedEvent> events;
    private final boolean isEnd;
    private boolean handled;

    Chunk(List<RecordedEvent> events, boolean isEnd) {
      this.events = events;
      this.isEnd = isEnd;
    }

    synchronized void done() {
      handled = true;
      notifyAll();
    }

    synchronized void await() throws InterruptedException {
      while (!handled) {
        wait();
      }
    }
  }

  Lane(String name, Consumer<List<RecordedEvent>> handler) {
    this.handler = handler;
    this.thread = new Thread(this::run, "cairn-build " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        Chunk chunk = chunks.take();
        if (chunk.isEnd) {
          chunk.done();
          return;
        }
        if (failure == null) {
          handle(chunk.events);
        }
        chunk.done();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void handle(List<RecordedEvent> events) {
    try {
      handler.accept(events);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Hands events over; waits while many are waiting. */
  void hand(List<RecordedEvent> events) {
    if (!events.isEmpty()) {
      put(new Chunk(events, false));
    }
  }

  /** Returns when everything that was handed over is handled. */
  void awaitIdle() {
    Chunk last = new Chunk(List.of(), false);
    put(last);
    try {
      last.await();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    requireNoFailure();
  }

  private void put(Chunk chunk) {
    requireNoFailure();
    try {
      chunks.put(chunk);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while a projection is built", e);
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

  @Override
  public void close() {
    thread.interrupt();
  }
}
