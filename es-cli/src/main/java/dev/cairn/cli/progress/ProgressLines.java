package dev.cairn.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;

/** A line of progress every second. */
final class ProgressLines extends ProgressDisplay {

  private final Progress progress;
  private final PrintWriter err;
  private String last = "";

  ProgressLines(Progress progress, PrintWriter err) {
    this.progress = progress;
    this.err = err;
    every(1_000, this::show);
  }

  private void show() {
    StringBuilder line = new StringBuilder(progress.summary());
    progress
        .timeLeft()
        .ifPresent(left -> line.append(String.format(
            Locale.ROOT,
            ", %d %%, %d s left",
            100 * progress.done() / progress.total(),
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
  public void say(String line) {
    err.println(line);
  }

  @Override
  void end() {
    show();
  }
}
