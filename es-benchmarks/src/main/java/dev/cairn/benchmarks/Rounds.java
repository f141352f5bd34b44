package dev.cairn.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Measures a figure: two rounds of each side to warm up, then counted rounds in turn. */
final class Rounds {

  private static final int WARM_UP = 2;

  private final int counted;

  Rounds(int counted) {
    this.counted = counted;
  }

  /** The medians, and the median of the ratios of neighbouring rounds. */
  record Result(
      Figure figure, double raw, double cairn, double ratio, double lowest, double highest) {

    boolean holds() {
      return figure.bound().holds(ratio);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %,.0f | %,.0f | %.2f (%.2f to %.2f) | %s | %s |",
          figure.name(),
          figure.unit(),
          raw,
          cairn,
          ratio,
          lowest,
          highest,
          figure.bound(),
          holds() ? "kept" : "MISSED");
    }
  }

  Result measure(Figure figure) throws Exception {
    for (int round = 0; round < WARM_UP; round++) {
      figure.raw().measure();
      figure.cairn().measure();
    }
    double[] raw = new double[counted];
    double[] cairn = new double[counted];
    double[] ratio = new double[counted];
    for (int round = 0; round < counted; round++) {
      // Which side goes first changes, so that neither always meets the other's checkpoint.
      if (round % 2 == 0) {
        raw[round] = figure.raw().measure();
        cairn[round] = figure.cairn().measure();
      } else {
        cairn[round] = figure.cairn().measure();
        raw[round] = figure.raw().measure();
      }
      ratio[round] = cairn[round] / raw[round];
    }
    double[] sorted = sorted(ratio);
    return new Result(
        figure, median(raw), median(cairn), median(ratio), sorted[0], sorted[counted - 1]);
  }

  private static double median(double[] values) {
    return sorted(values)[values.length / 2];
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
