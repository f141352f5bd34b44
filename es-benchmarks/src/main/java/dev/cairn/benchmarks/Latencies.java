package dev.cairn.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Durations of so many things, any number of threads adding them. */
final class Latencies {

  private final long[] micros;
  private final AtomicInteger added = new AtomicInteger();

  Latencies(int count) {
    this.micros = new long[count];
  }

  /** Adds what has passed since {@link System#nanoTime} was this. */
  void since(long nanos) {
    micros[added.getAndIncrement()] = (System.nanoTime() - nanos) / 1_000;
  }

  boolean isFull() {
    return added.get() >= micros.length;
  }

  /** A line for people. */
  String line(String what) {
    long[] sorted = Arrays.copyOf(micros, added.get());
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%s: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, most %.1f ms (%d events)",
        what,
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.99),
        at(sorted, 0.999),
        at(sorted, 1),
        sorted.length);
  }

  private static double at(long[] sorted, double part) {
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))] / 1e3;
  }
}
