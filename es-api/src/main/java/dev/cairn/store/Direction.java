package dev.cairn.store;

/** The order in which a stream is read. */
public enum Direction {
  /** From older to newer events. */
  FORWARD,
  /** From newer to older events. */
  BACKWARD
}
