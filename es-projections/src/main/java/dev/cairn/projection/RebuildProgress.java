package dev.cairn.projection;

import dev.cairn.event.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How far a rebuild has come.
 *
 * @param projections that are being built
 * @param phase what it is doing
 * @param position up to where the log has been read
 * @param head where the log ended when the phase began
 * @param events how many events were read
 * @param eventsPerSecond since it began
 */
public record RebuildProgress(
    Set<String> projections,
    Phase phase,
    Position position,
    Position head,
    long events,
    double eventsPerSecond) {

  /** What a rebuild does, one after the other. */
  public enum Phase {
    /** Reads the log as it was when the rebuild began. */
    BUILDING,
    /** Reads what was appended since. */
    CATCHING_UP,
    /** Puts the new tables in the place of the old ones. */
    SWAPPING
  }

  /** From 0 to 1. */
  public double fraction() {
    return head.value() == 0 ? 1 : Math.min(1, (double) position.value() / head.value());
  }

  /** How long the phase will take, if it goes on as it did; empty when that cannot be told yet. */
  public Optional<Duration> timeLeft(Duration soFar) {
    return fraction() < 0.01
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (soFar.toMillis() * (1 - fraction()) / fraction())));
  }
}
