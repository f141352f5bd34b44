package dev.cairn.bank;

import dev.cairn.bank.importing.ImportProgress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Shows people how far an import is, until it is closed. On a terminal a bar moves; elsewhere there is a
 * line every second.
 */
abstract sealed class ProgressDisplay implements AutoCloseable permits ProgressLines, MovingBar {

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
      });

  /** The launcher says in a property how wide the terminal is, if there is one. */
  static ProgressDisplay of(ImportProgress progress, PrintStream err) {
    int columns = Integer.getInteger("bank.columns", 0);
    return columns > 0 ? new MovingBar(progress, err, columns) : new ProgressLines(progress, err);
  }

  final void every(int millis, Runnable show) {
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(show, millis, millis, TimeUnit.MILLISECONDS);
  }

  static String rate(ImportProgress progress) {
    return String.format(
        Locale.ROOT, "%,d rows, %,d rows/s", progress.rows(), progress.rowsPerSecond());
  }

  /** Writes a line between what moves. */
  abstract void say(String line);

  /** Shows the last state. */
  abstract void end();

  @Override
  public final void close() {
    clock.shutdown();
    end();
  }
}
