package dev.cairn.bank;

import dev.cairn.bank.importing.ImportProgress;
import java.io.PrintStream;
import java.util.Locale;

/** A line of progress every second. */
final class ProgressLines extends ProgressDisplay {

  private final ImportProgress progress;
  private final PrintStream err;
  private String last = "";

  ProgressLines(ImportProgress progress, PrintStream err) {
    this.progress = progress;
    this.err = err;
    every(1_000, this::show);
  }

  private void show() {
    StringBuilder line = new StringBuilder(rate(progress));
    progress
        .timeLeft()
        .ifPresent(left -> line.append(String.format(
            Locale.ROOT,
            ", %d %%, %d s left",
            100 * progress.bytes() / progress.totalBytes(),
            (left.toMillis() + 999) / 1_000)));
    write(line.toString());
  }

  /** The last state may have been shown already. */
  private synchronized void write(String line) {
    if (!line.equals(last)) {
      err.println(line);
      last = line;
    }
  }

  @Override
  void say(String line) {
    err.println(line);
  }

  @Override
  void end() {
    show();
  }
}
