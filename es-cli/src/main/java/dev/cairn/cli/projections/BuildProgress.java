package dev.cairn.cli.projections;

import dev.cairn.cli.progress.Progress;
import dev.cairn.event.Position;
import dev.cairn.projection.RebuildListener;
import dev.cairn.projection.RebuildProgress;
import dev.cairn.projection.RebuildProgress.Phase;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a build comes on, for people. */
final class BuildProgress implements Progress, RebuildListener {

  private final String task;
  private volatile RebuildProgress last =
      new RebuildProgress(Set.of(), Phase.BUILDING, Position.START, Position.START, 0, 0);
  private volatile long begun = System.nanoTime();

  BuildProgress(String task) {
    this.task = task;
  }

  @Override
  public void progressed(RebuildProgress progress) {
    if (progress.phase() != last.phase()) {
      begun = System.nanoTime();
    }
    last = progress;
  }

  @Override
  public String task() {
    return switch (last.phase()) {
      case BUILDING -> task;
      case CATCHING_UP -> "catching up";
      case SWAPPING -> "swapping";
    };
  }

  @Override
  public long done() {
    return last.position().value();
  }

  @Override
  public long total() {
    return last.head().value();
  }

  @Override
  public Unit unit() {
    return new Unit(" positions", 1);
  }

  @Override
  public String summary() {
    RebuildProgress now = last;
    return now.phase() == Phase.SWAPPING
        ? task()
        : String.format(
            Locale.ROOT, "%s: %,d events, %,.0f/s", task(), now.events(), now.eventsPerSecond());
  }

  @Override
  public Optional<Duration> timeLeft() {
    RebuildProgress now = last;
    return now.phase() == Phase.SWAPPING
        ? Optional.empty()
        : now.timeLeft(Duration.ofNanos(System.nanoTime() - begun));
  }
}
