package dev.cairn.projection;

/**
 * How a rebuild goes.
 *
 * @param fresh throws away what an earlier one left unfinished, instead of going on with it
 * @param swap makes the new generation live; otherwise it waits for {@link ProjectionOperations#swap}
 */
public record RebuildOptions(boolean fresh, boolean swap) {

  /** Goes on with what was left unfinished, and swaps. */
  public static RebuildOptions defaults() {
    return new RebuildOptions(false, true);
  }

  public RebuildOptions withFresh(boolean discards) {
    return new RebuildOptions(discards, swap);
  }

  public RebuildOptions withSwap(boolean swaps) {
    return new RebuildOptions(fresh, swaps);
  }
}
