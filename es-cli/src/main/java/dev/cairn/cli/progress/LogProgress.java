package dev.cairn.cli.progress;

import dev.cairn.event.Position;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How far a reader of the log is on its way to a position. */
public final class LogProgress implements Progress {

  private final String task;
  private final Position start;
  private final Position end;
  private final long began = System.nanoTime();
  private volatile long reached;

  public LogProgress(String task, Position start, Position end) {
    this.task = task;
    this.start = start;
    this.reached = start.value();
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
    return reached - start.value();
  }

  @Override
  public long total() {
    return end.value() - start.value();
  }

  @Override
  public Unit unit() {
    return new Unit(" positions", 1);
  }

  @Override
  public String summary() {
    long nanos = Math.max(1, System.nanoTime() - began);
    return String.format(
        Locale.ROOT, "%s: %,d positions, %,.0f/s", task, done(), done() * 1e9 / nanos);
  }

  @Override
  public Optional<Duration> timeLeft() {
    long done = done();
    if (done == 0) {
      return Optional.empty();
    }
    double ratio = (total() - done) / (double) done;
    return Optional.of(Duration.ofNanos(Math.round((System.nanoTime() - began) * ratio)));
  }
}
