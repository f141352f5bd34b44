package dev.cairn.bank.cli;

import java.io.PrintStream;

/** Where a command writes: the bank's command line is one, and each command is told of it. */
public interface Console {

  /** For results. */
  PrintStream out();

  /** For everything else. */
  PrintStream err();
}
