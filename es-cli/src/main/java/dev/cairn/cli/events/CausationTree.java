package dev.cairn.cli.events;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.EventStore;
import dev.cairn.store.LogRead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one cause has led to, found by reading on from it: an effect comes after its cause. An
 * index of causes would make that quicker, and every append slower.
 */
final class CausationTree {

  private final Causes causes;
  private final int most;
  private final Map<UUID, TracedEvent> known = new HashMap<>();
  private final List<TracedEvent> roots = new ArrayList<>();
  private final Map<UUID, List<TracedEvent>> effects = new HashMap<>();
  private boolean full;

  /**
   * @param most how many events to collect
   */
  CausationTree(Causes causes, int most) {
    this.causes = causes;
    this.most = most;
  }

  /**
   * Reads the log.
   *
   * @return up to where it was read
   */
  Position grow(EventStore store, LogRead part, Consumer<? super Position> progress) {
    Position[] reached = {part.after()};
    // In ranges, so that a tree that is full ends the reading.
    while (!full && reached[0].compareTo(part.upTo()) < 0) {
      long end = Math.min(part.upTo().value(), reached[0].value() + 50_000);
      LogRead range = part.withAfter(reached[0]).withUpTo(new Position(end)).stored();
      store.readLog(range, this::look);
      reached[0] = new Position(end);
      progress.accept(reached[0]);
    }
    return reached[0];
  }

  private void look(RecordedEvent event) {
    if (full) {
      return;
    }
    @Nullable UUID cause = TracedEvent.causeOf(event).orElse(null);
    TracedEvent parent = cause == null ? null : known.get(cause);
    if (parent != null) {
      add(TracedEvent.of(event, parent.id(), parent.depth() + 1));
    } else if (event.id().equals(causes.first().id())
        || (cause != null && cause.equals(causes.outside().orElse(null)))) {
      add(TracedEvent.of(event, null, 0));
    }
  }

  private void add(TracedEvent event) {
    known.put(event.id(), event);
    UUID parent = event.causedBy();
    if (parent == null) {
      roots.add(event);
    } else {
      effects.computeIfAbsent(parent, id -> new ArrayList<>()).add(event);
    }
    full = known.size() >= most;
  }

  /** Whether there may be more than was to be collected. */
  boolean isFull() {
    return full;
  }

  /** Each event before what it caused, in the order of the log among those of one cause. */
  List<TracedEvent> events() {
    List<TracedEvent> ordered = new ArrayList<>(known.size());
    Deque<TracedEvent> left = new ArrayDeque<>();
    pushReversed(roots, left);
    while (!left.isEmpty()) {
      TracedEvent next = left.pop();
      ordered.add(next);
      pushReversed(effects.getOrDefault(next.id(), List.of()), left);
    }
    return ordered;
  }

  private static void pushReversed(List<TracedEvent> events, Deque<TracedEvent> left) {
    for (int i = events.size() - 1; i >= 0; i--) {
      left.push(events.get(i));
    }
  }
}
