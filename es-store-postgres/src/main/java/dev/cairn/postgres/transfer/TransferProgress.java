package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;

/** Is told how far an export or an import is, on the thread that does it. */
@FunctionalInterface
public interface TransferProgress {

  /** For those who do not look. */
  TransferProgress NONE = position -> {};

  /** Everything up to that position is written. */
  void reached(Position position);

  /** An import is now verified as a whole and made visible in one transaction, which takes a while. */
  default void finishing() {}
}
