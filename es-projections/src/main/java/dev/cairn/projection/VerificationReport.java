package dev.cairn.projection;

import dev.cairn.event.Position;
import java.util.List;

/**
 * What the live tables of a projection and a fresh fold over the log have in common, and what not.
 *
 * @param position up to which both have handled the log
 * @param rows how many rows the live tables have
 * @param missing how many rows the fold has, and the live tables have not
 * @param unexpected how many rows the live tables have, and the fold has not
 * @param samples the first of these, {@link #MOST_SAMPLES} of each kind and table at most
 */
public record VerificationReport(
    String projection,
    Position position,
    long rows,
    long missing,
    long unexpected,
    List<Difference> samples) {

  /** How many differences of a kind are listed for each table. */
  public static final int MOST_SAMPLES = 10;

  public VerificationReport {
    samples = List.copyOf(samples);
  }

  /** What is wrong with a row. A row that differs is both. */
  public enum Kind {
    MISSING,
    UNEXPECTED
  }

  /**
   * A row that only one side has.
   *
   * @param row as PostgreSQL writes a row as text
   */
  public record Difference(String table, Kind kind, String row) {}

  /** Whether both sides are the same. */
  public boolean isSame() {
    return missing == 0 && unexpected == 0;
  }
}
