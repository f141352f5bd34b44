package dev.cairn.bank;

import dev.cairn.bank.importing.ImportProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal. */
final class MovingBar extends ProgressDisplay {

  private static final int MILLIS = 200;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final ImportProgress progress;
  private final PrintStream err;
  private final ProgressBar bar;

  MovingBar(ImportProgress progress, PrintStream err, int columns) {
    this.progress = progress;
    this.err = err;
    this.bar = new ProgressBarBuilder()
        .setTaskName("import")
        .setInitialMax(progress.totalBytes() == 0 ? -1 : progress.totalBytes())
        .setUnit(" kB", 1024)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(MILLIS)
        .setEtaFunction(state -> Optional.of(progress.timeLeft().orElse(Duration.ZERO)))
        // Given the width, the library leaves the terminal itself alone.
        .setConsumer(new DelegatingProgressBarConsumer(line -> err.print("\r" + line), columns - 1))
        .build();
    every(MILLIS, this::move);
  }

  private void move() {
    bar.stepTo(progress.bytes());
    bar.setExtraMessage(rate(progress));
  }

  @Override
  void say(String line) {
    err.println(CLEAR_LINE + line);
  }

  @Override
  void end() {
    move();
    bar.close();
    err.println();
  }
}
