package dev.cairn.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Calls that begin at a steady rate, whatever became of those before. */
record SteadyLoad(int rate, int callers) {

  /** A call, with its number and the moment of {@link System#nanoTime} when it was due. */
  @FunctionalInterface
  interface Call {
    void run(long number, long due) throws Exception;
  }

  /** Returns when all have ended; throws what the last failed with, if one did. */
  void run(long calls, Call call) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    Failure failure = new Failure();
    long start = System.nanoTime();
    for (long i = 0; i < calls; i++) {
      long due = start + i * (1_000_000_000L / rate);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long number = i;
      pool.execute(() -> failure.catching(() -> call.run(number, due)));
    }
    pool.shutdown();
    if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("Calls have not ended a minute after the last was due");
    }
    failure.rethrow();
  }

  /** The last of some. */
  private static final class Failure {
    private volatile @Nullable Exception last;

    void catching(Clients.Step step) {
      try {
        step.run();
      } catch (Exception e) {
        last = e;
      }
    }

    void rethrow() throws Exception {
      Exception thrown = last;
      if (thrown != null) {
        throw thrown;
      }
    }
  }
}
