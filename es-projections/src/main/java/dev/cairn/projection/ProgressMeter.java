package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.projection.RebuildProgress.Phase;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Counts what a rebuild reads, and tells its listener a few times a second. Not thread-safe. */
final class ProgressMeter {

  private static final long INTERVAL = 200_000_000L;
  private static final int LOOK_EVERY = 1_024;

  private final Set<String> projections;
  private final RebuildListener listener;
  private Phase phase = Phase.BUILDING;
  private Position position = Position.START;
  private Position head = Position.START;
  private long events;
  private long begun = System.nanoTime();
  private long told;

  ProgressMeter(Collection<String> projections, RebuildListener listener) {
    this.projections = Set.copyOf(new TreeSet<>(projections));
    this.listener = listener;
  }

  void begin(Phase next, Position from, Position end) {
    phase = next;
    position = from;
    head = end;
    events = 0;
    begun = System.nanoTime();
    tell();
  }

  /** True now and then, when it is worth looking whether to go on. */
  boolean read(RecordedEvent event) {
    if (++events % LOOK_EVERY != 0) {
      return false;
    }
    position = event.position();
    if (System.nanoTime() - told > INTERVAL) {
      tell();
    }
    return true;
  }

  void read(Position upTo) {
    position = upTo;
    tell();
  }

  private void tell() {
    told = System.nanoTime();
    double seconds = (told - begun) / 1e9;
    listener.progressed(new RebuildProgress(
        projections, phase, position, head, events, seconds == 0 ? 0 : events / seconds));
  }
}
