package dev.cairn.projection;

import dev.cairn.store.Checkpoint;
import java.util.Locale;

/**
 * One building of a projection's tables.
 *
 * @param number counts the generations of the projection, from 1
 * @param version what the definition called itself
 * @param schema that holds the tables
 */
record Generation(
    String projection,
    int number,
    int version,
    String shape,
    String schema,
    State state,
    Checkpoint checkpoint) {

  /** What a generation is to readers. */
  enum State {
    /** It will be the live one. */
    BUILDING,
    /** What readers see. */
    LIVE,
    /** What they saw before, and see again after a rollback. */
    PREVIOUS,
    /** To be dropped. */
    RETIRED,
    /** Never to be the live one: made to be compared, or to be kept as it was at some moment. */
    SCRATCH;

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Under which name its parked events are kept. */
  String reader() {
    return projection + "#" + number;
  }

  boolean fits(Definition definition) {
    return version == definition.version() && shape.equals(definition.shape());
  }

  @Override
  public String toString() {
    return "generation " + number + " of '" + projection + "' (version " + version + ")";
  }
}
