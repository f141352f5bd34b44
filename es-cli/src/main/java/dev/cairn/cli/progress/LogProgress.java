package dev.cairn.cli.progress;

import dev.cairn.event.Position;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How far a reader of the log is on its way to a position. */
public final class LogProgress implements Progress {

  private final String task;
  private final Position end;
  private final long began = System.nanoTime();
  private volatile long reached;

  public LogProgress(String task, Position end) {
    this.task = task;
    this.end = end;
  }

  /** It has come to that position. */
  public void reached(Position position) {
    reached = position.value();
  }

  @Override
  public String task() {
    return task;
  }

  @Override
  public long done() {
    return reached;
  }

  @Override
  public long total() {
    return end.value();
  }

  @Override
  public Unit unit() {
    return new Unit(" positions", 1);
  }

  @Override
  public String summary() {
    long nanos = Math.max(1, System.nanoTime() - began);
    return String.format(
        Locale.ROOT, "%s: %,d positions, %,.0f/s", task, reached, reached * 1e9 / nanos);
  }

  @Override
  public Optional<Duration> timeLeft() {
    long done = reached;
    if (done == 0) {
      return Optional.empty();
    }
    double ratio = (end.value() - done) / (double) done;
    return Optional.of(Duration.ofNanos(Math.round((System.nanoTime() - began) * ratio)));
  }
}
