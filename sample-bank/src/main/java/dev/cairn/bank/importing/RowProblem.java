package dev.cairn.bank.importing;

/**
 * A row that was left out.
 *
 * @param line its number in the file, from 1
 * @param kind why
 * @param reason the same in words, for people
 */
public record RowProblem(long line, Kind kind, String reason) {

  /** Why a row was left out. */
  public enum Kind {
    /** It is no transaction. */
    MALFORMED,
    /** Its account said no. */
    REFUSED,
    /** Its transaction is on an earlier line. */
    REPEATED
  }

  @Override
  public String toString() {
    return "line " + line + ": " + reason;
  }
}
