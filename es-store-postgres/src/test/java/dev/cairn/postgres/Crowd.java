package dev.cairn.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * Threads that set off at the same moment.
 *
 * @param <T> what each of them ends with
 */
final class Crowd<T> implements AutoCloseable {

  private static final int DEADLINE_SECONDS = 60;

  private final ExecutorService executor;
  private final List<Future<T>> futures = new ArrayList<>();

  private Crowd(int threads) {
    executor = Executors.newFixedThreadPool(threads);
  }

  /**
   * Starts that many threads.
   *
   * @param task given the number of its thread, from 0
   */
  static <T> Crowd<T> start(int threads, IntFunction<T> task) {
    Crowd<T> crowd = new Crowd<>(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    for (int i = 0; i < threads; i++) {
      int thread = i;
      crowd.futures.add(crowd.executor.submit(() -> {
        start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return task.apply(thread);
      }));
    }
    return crowd;
  }

  /** Starts threads and waits for all of them; what they returned, by thread. */
  static <T> List<T> run(int threads, IntFunction<T> task) {
    try (Crowd<T> crowd = start(threads, task)) {
      return crowd.results();
    }
  }

  /** What they returned, by thread. */
  List<T> results() {
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  boolean anyIsDone() {
    return futures.stream().anyMatch(Future::isDone);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("A thread failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("A thread does not end", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
