package dev.cairn.projection;

/** Where a process may die: tests stop it there, to kill it. */
enum CrashPoint {
  /** A page is handled, and its checkpoint not yet moved for others to see. */
  BEFORE_COMMIT,
  /** A page is handled, its checkpoint moved. */
  AFTER_COMMIT,
  /** A command is carried out, a refusal told or a deadline met, and it is not yet committed. */
  BEFORE_STEP,
  /** Commands are carried out, several at once, and it is not yet committed. */
  BEFORE_SHARED_STEP,
  /** It is committed, be it of one or of several. */
  AFTER_STEP,
  /** A generation and its empty tables are there. */
  BUILD_BEGUN,
  /** Rows are in memory, and about to be written. */
  BEFORE_FLUSH,
  /** Rows are written, with the checkpoint. */
  AFTER_FLUSH,
  /** Everything is handled that was there when building began. */
  BEFORE_CATCH_UP,
  /** The new generation is as far as the live one. */
  BEFORE_SWAP,
  /** The swap is done, and not committed. */
  DURING_SWAP,
  /** The swap is committed, and what is left over not yet cleaned up. */
  AFTER_SWAP
}
