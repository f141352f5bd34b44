package dev.cairn.cli.command;

/** Whoever read the output has had enough, as {@code head} has after ten lines. */
final class OutputClosedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
