package dev.cairn.postgres.inspection;

/**
 * Something in a log that Cairn never leaves behind: a hand, a disk or a restore did it.
 *
 * @param detail what is wrong where, as one sentence
 */
public record LogProblem(Kind kind, String detail) {

  /** What is wrong. */
  public enum Kind {
    /** The trigger that keeps events immutable is missing, disabled or another one. */
    NOT_IMMUTABLE,
    /** A key of the table of events is missing or not valid. */
    KEYS,
    /** Two events at one position, or one at none. */
    POSITIONS,
    /** The sequence would give out positions that are taken. */
    SEQUENCE,
    /** The versions of a stream are not 1, 2, 3 and so on. */
    VERSIONS,
    /** A later event of a stream stands before an earlier one in the log. */
    STREAM_ORDER,
    /** The id of a stream is none. */
    STREAM_ID,
    /** A stream has other events than when it was closed. */
    CLOSED_STREAMS,
    /** The lives of the log make no sense. */
    INCARNATIONS,
    /** Two ways through the table lead to different events: an index is broken. */
    COUNTS
  }
}
