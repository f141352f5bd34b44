package dev.cairn.projection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how a build comes on, once in a while. Not thread-safe. */
final class LoggedProgress implements RebuildListener {

  private static final Logger log = LoggerFactory.getLogger(LoggedProgress.class);
  private static final long INTERVAL = 10_000_000_000L;

  private long said = System.nanoTime();

  @Override
  public void progressed(RebuildProgress progress) {
    if (System.nanoTime() - said > INTERVAL) {
      said = System.nanoTime();
      log.info(
          "Building {}: position {} of {}, {} events/s",
          progress.projections(),
          progress.position(),
          progress.head(),
          Math.round(progress.eventsPerSecond()));
    }
  }
}
