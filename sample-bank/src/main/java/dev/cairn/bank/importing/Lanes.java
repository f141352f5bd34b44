package dev.cairn.bank.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work side by side, each on its own short queue: items with the same key keep their order,
 * and whoever puts them is slowed to the speed of the work. After a failure the items that still wait
 * are thrown away. For one thread that puts.
 */
final class Lanes<T> implements AutoCloseable {

  private static final int WAITING = 64;

  private final List<ThreadPoolExecutor> lanes = new ArrayList<>();
  private final Consumer<T> work;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Lanes(int count, Consumer<T> work) {
    this.work = work;
    for (int i = 0; i < count; i++) {
      lanes.add(new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Lanes::awaitRoom));
    }
  }

  private static void awaitRoom(Runnable item, ThreadPoolExecutor lane) {
    try {
      lane.getQueue().put(item);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectedExecutionException("Interrupted while a lane was full", e);
    }
  }

  /**
   * Hands an item to the lane of its key; waits while that is full.
   *
   * @return false once something has failed, and nothing more will be done
   */
  boolean put(Object key, T item) {
    lanes.get(Math.floorMod(key.hashCode(), lanes.size())).execute(() -> process(item));
    return failure.get() == null;
  }

  private void process(T item) {
    if (failure.get() != null) {
      return;
    }
    boolean done = false;
    try {
      work.accept(item);
      done = true;
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      if (!done) {
        failure.compareAndSet(null, new IllegalStateException("A lane has died of an error"));
      }
    }
  }

  /** Throws what failed first, if anything has. */
  void throwFailure() {
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /** Returns when everything that was put is done. */
  @Override
  public void close() {
    lanes.forEach(ThreadPoolExecutor::shutdown);
    boolean interrupted = false;
    for (ThreadPoolExecutor lane : lanes) {
      while (!lane.isTerminated()) {
        try {
          lane.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
