package dev.cairn.cli.progress;

import java.io.PrintWriter;
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

  private final Progress progress;
  private final PrintWriter err;
  private final String task;
  private final ProgressBar bar;

  MovingBar(Progress progress, PrintWriter err, int columns) {
    this.progress = progress;
    this.err = err;
    this.task = progress.task() + ": ";
    this.bar = new ProgressBarBuilder()
        .setTaskName(progress.task())
        .setInitialMax(progress.total() == 0 ? -1 : progress.total())
        .setUnit(progress.unit().name(), progress.unit().size())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(MILLIS)
        .setEtaFunction(state -> Optional.of(progress.timeLeft().orElse(Duration.ZERO)))
        // Given the width, the library leaves the terminal itself alone.
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, columns - 1))
        .build();
    every(MILLIS, this::move);
  }

  private void draw(String line) {
    err.print("\r" + line);
    err.flush();
  }

  private void move() {
    // Only by now may it be known how much there is.
    bar.maxHint(progress.total() == 0 ? -1 : progress.total());
    bar.stepTo(progress.done());
    String summary = progress.summary();
    // The bar begins with the name of the task, and needs the room.
    bar.setExtraMessage(summary.startsWith(task) ? summary.substring(task.length()) : summary);
  }

  @Override
  public void say(String line) {
    err.println(CLEAR_LINE + line);
  }

  @Override
  void end() {
    move();
    bar.close();
    err.println();
  }
}
