package dev.cairn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many callers at once. */
final class Clients {

  private Clients() {}

  /** One thing that a caller does again and again. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Steps per second when so many threads do so many steps each. */
  static double rate(int threads, int stepsEach, Step step) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> callers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        callers.add(() -> {
          for (int n = 0; n < stepsEach; n++) {
            step.run();
          }
          return null;
        });
      }
      long began = System.nanoTime();
      for (Future<Void> caller : pool.invokeAll(callers)) {
        caller.get();
      }
      return threads * stepsEach * 1e9 / (System.nanoTime() - began);
    } finally {
      pool.shutdownNow();
    }
  }

  /** The median time of a step in microseconds, one caller. */
  static double medianMicros(int steps, Step step) throws Exception {
    long[] nanos = new long[steps];
    for (int i = 0; i < steps; i++) {
      long began = System.nanoTime();
      step.run();
      nanos[i] = System.nanoTime() - began;
    }
    java.util.Arrays.sort(nanos);
    return nanos[steps / 2] / 1e3;
  }

  /** Things per second when the step does so many of them. */
  static double rate(long things, Step step) throws Exception {
    long began = System.nanoTime();
    step.run();
    return things * 1e9 / (System.nanoTime() - began);
  }
}
