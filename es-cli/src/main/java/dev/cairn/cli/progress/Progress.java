package dev.cairn.cli.progress;

import java.time.Duration;
import java.util.Optional;

/** How far something is. The figures are read by another thread while they change. */
public interface Progress {

  /** One word for what is under way. */
  String task();

  /** How much is done. */
  long done();

  /** How much there is to do; 0 if nobody knows. */
  long total();

  /** What is counted, as it stands behind a number. */
  Unit unit();

  /** What has been done so far, and how fast, in a few words. */
  String summary();

  /** How long it will take; empty if nobody knows. */
  Optional<Duration> timeLeft();

  /**
   * What progress is counted in.
   *
   * @param name such as {@code kB}
   * @param size how many of what {@link #done} counts make one
   */
  record Unit(String name, long size) {}
}
