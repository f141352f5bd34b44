package dev.cairn.cli.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How much of something is done, when it is known how much there is. */
public final class CountedProgress implements Progress {

  private final String task;
  private final String what;
  private final long total;
  private final long began = System.nanoTime();
  private volatile long done;

  /**
   * @param task one word for what is under way
   * @param what is counted, in the plural
   */
  public CountedProgress(String task, String what, long total) {
    this.task = task;
    this.what = what;
    this.total = total;
  }

  /** So much is done. */
  public void reached(long number) {
    done = number;
  }

  @Override
  public String task() {
    return task;
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public Unit unit() {
    return new Unit(" " + what, 1);
  }

  @Override
  public String summary() {
    long now = done;
    return String.format(
        Locale.ROOT, "%s: %,d %s, %,.0f/s", task, now, what, now * 1e9 / elapsedNanos());
  }

  @Override
  public Optional<Duration> timeLeft() {
    long now = done;
    if (now == 0 || now > total) {
      return Optional.empty();
    }
    double ratio = (total - now) / (double) now;
    return Optional.of(Duration.ofNanos(Math.round(elapsedNanos() * ratio)));
  }

  private long elapsedNanos() {
    return Math.max(1, System.nanoTime() - began);
  }
}
