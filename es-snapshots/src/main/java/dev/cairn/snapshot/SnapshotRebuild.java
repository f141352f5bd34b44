package dev.cairn.snapshot;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.EventFilter;
import dev.cairn.store.LogRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a snapshot of every stream of an aggregate in one pass over the log: one thread reads, others fold,
 * each the streams of some hashes. For one thread, once.
 */
final class SnapshotRebuild<S> {

  private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  private static final int CHUNK = 1_024;
  private static final long BETWEEN_REPORTS = Duration.ofMillis(200).toNanos();

  private final Parts parts;
  private final SnapshotForm<S> form;
  private final List<FoldLane<S>> lanes = new ArrayList<>();
  private final List<List<RecordedEvent>> next = new ArrayList<>();
  private long events;
  private long reportedAt;

  SnapshotRebuild(Parts parts, SnapshotForm<S> form, long memory) {
    this.parts = parts;
    this.form = form;
    for (int i = 0; i < LANES; i++) {
      lanes.add(new FoldLane<>(parts, form, memory / LANES));
      next.add(new ArrayList<>(CHUNK));
    }
  }

  SnapshotRebuildReport run(SnapshotProgressListener listener) {
    try {
      parts.snapshots().purge(form.category());
      Position head = parts.events().head();
      Position upTo = parts
          .events()
          .readLog(
              LogRead.all()
                  .stored()
                  .withUpTo(head)
                  .withFilter(EventFilter.categories(form.category())),
              event -> accept(event, head, listener));
      for (int lane = 0; lane < LANES; lane++) {
        hand(lane);
      }
      lanes.forEach(FoldLane::finish);
      listener.at(upTo, head, events);
      return report(upTo);
    } finally {
      lanes.forEach(FoldLane::close);
    }
  }

  private void accept(RecordedEvent event, Position head, SnapshotProgressListener listener) {
    int lane = Math.floorMod(event.streamText().hashCode(), LANES);
    next.get(lane).add(event);
    if (next.get(lane).size() == CHUNK) {
      hand(lane);
    }
    events++;
    if (events % CHUNK == 0 && System.nanoTime() - reportedAt > BETWEEN_REPORTS) {
      listener.at(event.position(), head, events);
      reportedAt = System.nanoTime();
    }
  }

  private void hand(int lane) {
    lanes.get(lane).hand(next.get(lane));
    next.set(lane, new ArrayList<>(CHUNK));
  }

  private SnapshotRebuildReport report(Position upTo) {
    return new SnapshotRebuildReport(
        events,
        lanes.stream().mapToLong(FoldLane::streams).sum(),
        upTo,
        lanes.stream().flatMap(lane -> lane.failed().stream()).limit(100).toList(),
        lanes.stream().mapToLong(FoldLane::failures).sum());
  }
}
