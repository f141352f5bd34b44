package dev.cairn.cli.progress;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows people how far something is, until it is closed. On a terminal a bar moves; elsewhere there is a
 * line every second. A program's launcher says in the system property {@value #COLUMNS} how wide the
 * terminal is, if there is one.
 */
public abstract sealed class ProgressDisplay implements AutoCloseable
    permits ProgressLines, MovingBar, LateDisplay {

  /** Only a shell knows cheaply whether standard error is a terminal. */
  public static final String COLUMNS = "cairn.columns";

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
      });

  /** Shows it from the beginning. */
  public static ProgressDisplay of(Progress progress, PrintWriter err) {
    int columns = Integer.getInteger(COLUMNS, 0);
    return columns > 0 ? new MovingBar(progress, err, columns) : new ProgressLines(progress, err);
  }

  /** Does something, and shows nothing of what takes less than a second. */
  public static <T> T during(Progress progress, PrintWriter err, Supplier<T> work) {
    ProgressDisplay display = new LateDisplay(progress, err);
    try (display) {
      return work.get();
    }
  }

  final void every(int millis, Runnable show) {
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(show, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Writes a line between what moves. */
  public abstract void say(String line);

  /** Shows the last state. */
  abstract void end();

  @Override
  public final void close() {
    clock.shutdown();
    end();
  }
}
