package dev.cairn.projection;

/** A rebuild was asked to stop; what it has written down is there when it goes on. */
final class RebuildInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RebuildInterruptedException() {
    super("The rebuild was stopped", null, false, false);
  }
}
