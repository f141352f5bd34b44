package dev.cairn.benchmarks;

/**
 * One line of the table: a piece of work done by Cairn and by hand.
 *
 * @param unit what the sides measure, such as {@code events/s}
 * @param bound what the ratio cairn / raw has to keep
 */
record Figure(String name, String unit, Bound bound, Side raw, Side cairn) {

  /** One side. Each call is a round and returns what was measured. */
  @FunctionalInterface
  interface Side {
    double measure() throws Exception;
  }

  /** The ratio that is promised. */
  record Bound(boolean atLeast, double ratio) {

    static Bound atLeast(double ratio) {
      return new Bound(true, ratio);
    }

    static Bound atMost(double ratio) {
      return new Bound(false, ratio);
    }

    boolean holds(double measured) {
      return atLeast ? measured >= ratio : measured <= ratio;
    }

    @Override
    public String toString() {
      return (atLeast ? ">= " : "<= ") + ratio;
    }
  }
}
