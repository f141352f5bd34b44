package dev.cairn.codec.schema;

/**
 * A place where a reader cannot make of a document what it says.
 *
 * @param read what the reader expects there, as the rest of "it is"
 * @param written what documents hold there
 * @param hint what could be done at this place without an upcaster; may be empty
 */
record Difference(String path, Kind kind, String read, String written, String hint) {

  /** What then happens. */
  enum Kind {
    /** Reading ends with an error. */
    FAILS,
    /** Something is read that was not written: null for a value, or a number that is rounded. */
    IS_WRONG
  }
}
