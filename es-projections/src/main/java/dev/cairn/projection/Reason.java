package dev.cairn.projection;

import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.LogSchemaException;

/** What is written down about a failure, whatever its message holds. */
final class Reason {

  private static final int LONGEST = 2_000;

  private Reason() {}

  /** Of what a projection did, the database's own words say more than those of the log. */
  static String of(Throwable failure) {
    boolean isTranslated =
        failure instanceof LogRejectedException || failure instanceof LogSchemaException;
    Throwable cause = isTranslated && failure.getCause() != null ? failure.getCause() : failure;
    return storable(String.valueOf(cause.getMessage() == null ? cause : cause.getMessage()));
  }

  /** Without what PostgreSQL's text cannot hold, and without an end if it is long. */
  static String storable(String reason) {
    String some = reason.length() > LONGEST ? reason.substring(0, LONGEST) + " ..." : reason;
    StringBuilder text = new StringBuilder(some.length());
    some.codePoints()
        .map(point ->
            point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                ? '?'
                : point)
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}
