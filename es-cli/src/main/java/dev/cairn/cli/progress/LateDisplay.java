package dev.cairn.cli.progress;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Waits a second before it shows anything. */
final class LateDisplay extends ProgressDisplay {

  private static final int MILLIS = 1_000;

  private final Progress progress;
  private final PrintWriter err;
  private @Nullable ProgressDisplay shown;
  private boolean ended;

  LateDisplay(Progress progress, PrintWriter err) {
    this.progress = progress;
    this.err = err;
    every(MILLIS, this::show);
  }

  private synchronized void show() {
    if (shown == null && !ended) {
      shown = of(progress, err);
    }
  }

  @Override
  public void say(String line) {
    err.println(line);
  }

  @Override
  synchronized void end() {
    ended = true;
    if (shown != null) {
      shown.close();
    }
  }
}
