package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.LogFollower;
import dev.cairn.postgres.LogPage;
import dev.cairn.projection.RebuildProgress.Phase;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventStore;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.LogRead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Builds the next generations of projections beside the live ones, in one pass over the log, and swaps them
 * in. Killed at any point, it goes on from what it has written down, or begins anew.
 */
final class Rebuild {

  private static final int PAGE = 5_000;

  private final Parts parts;
  private final List<Building> buildings;
  private final BooleanSupplier stop;
  private final ProgressMeter meter;

  Rebuild(Parts parts, List<Building> buildings, RebuildListener listener, BooleanSupplier stop) {
    this.parts = parts;
    this.buildings = buildings;
    this.stop = stop;
    this.meter = new ProgressMeter(
        buildings.stream().map(building -> building.projection().name()).toList(), listener);
  }

  /** Brings them all to where the log ends. */
  void build() {
    bulk(parts.store().head());
    parts.crashPoints().reached(CrashPoint.BEFORE_CATCH_UP);
    for (Building building : buildings) {
      catchUp(building);
    }
  }

  /** Brings them all to a position that is not beyond the head. */
  void bulk(Position head) {
    LogIdentity identity = parts.store().identity();
    Position from = buildings.stream()
        .map(building -> building.feed().checkpoint().position())
        .min(Position::compareTo)
        .orElse(head);
    meter.begin(Phase.BUILDING, from, head);
    List<Target> targets = new ArrayList<>();
    try {
      for (Building building : buildings) {
        targets.add(new Target(building, parts.settings().memory() / buildings.size()));
      }
      Map<String, List<Target>> byType = byType(targets, parts.store());
      parts
          .store()
          .readLog(
              LogRead.after(from)
                  .withUpTo(head)
                  .stored()
                  .withFilter(ProjectionFilter.of(
                      buildings.stream().map(Building::projection).toList(), parts.store())),
              event -> accept(event, byType, identity));
      Checkpoint end = checkpoint(identity, head);
      for (Target target : targets) {
        target.finish(end);
      }
      meter.read(head);
    } finally {
      targets.forEach(Target::close);
    }
  }

  /** Brings them all to the end of the log, and leaves out what is there. */
  void skip() {
    LogIdentity identity = parts.store().identity();
    Checkpoint end = checkpoint(identity, parts.store().head());
    buildings.forEach(building -> building.feed().feed(List.of(), end, new Replay(true)));
  }

  /** With the event there, so that a log that went back and has grown since is told from this one. */
  private Checkpoint checkpoint(LogIdentity identity, Position position) {
    List<RecordedEvent> there = new ArrayList<>();
    if (position.isAfter(Position.START)) {
      Position before = new Position(position.value() - 1);
      parts.store().readLog(LogRead.after(before).withUpTo(position).stored(), there::add);
    }
    return there.isEmpty()
        ? new Checkpoint(identity, position, null)
        : Checkpoint.at(identity, there.get(0));
  }

  private void accept(RecordedEvent event, Map<String, List<Target>> byType, LogIdentity identity) {
    for (Target target : byType.getOrDefault(event.type(), List.of())) {
      target.accept(event, identity);
    }
    if (meter.read(event) && stop.getAsBoolean()) {
      throw new RebuildInterruptedException();
    }
  }

  private static Map<String, List<Target>> byType(Collection<Target> targets, EventStore store) {
    Map<String, List<Target>> byType = new HashMap<>();
    for (Target target : targets) {
      for (String type : ProjectionFilter.typesOf(target.building.projection(), store)) {
        byType.computeIfAbsent(type, none -> new ArrayList<>()).add(target);
      }
    }
    return byType;
  }

  /** One building, while the log is read for all. */
  private static final class Target {

    private final Building building;
    private final Bulk bulk;
    private final long after;

    Target(Building building, long memory) {
      this.building = building;
      this.bulk = building.projection().definition().bulk(building.feed(), memory);
      this.after = building.feed().checkpoint().position().value();
    }

    void accept(RecordedEvent event, LogIdentity identity) {
      if (event.position().value() <= after) {
        return;
      }
      bulk.accept(event);
      if (bulk.isFull()) {
        bulk.flush(Checkpoint.at(identity, event), false);
      }
    }

    void finish(Checkpoint end) {
      if (end.position().value() > after) {
        bulk.flush(end, true);
      }
    }

    void close() {
      bulk.close();
    }
  }

  private void catchUp(Building building) {
    GenerationFeed feed = building.feed();
    LogFollower follower =
        parts.store().follow(ProjectionFilter.of(building.projection(), parts.store()), PAGE);
    meter.begin(Phase.CATCHING_UP, feed.checkpoint().position(), parts.store().head());
    LogPage page;
    do {
      page = follower.next(feed.checkpoint());
      if (page.end().position().isAfter(feed.checkpoint().position())) {
        feed.feed(page.events(), page.end(), new Replay(true));
        meter.read(page.end().position());
      }
      if (stop.getAsBoolean()) {
        throw new RebuildInterruptedException();
      }
    } while (!page.isLast());
  }

  /** Makes them live, one after the other. */
  void swap() {
    for (Building building : buildings) {
      meter.begin(
          Phase.SWAPPING,
          building.feed().checkpoint().position(),
          building.feed().checkpoint().position());
      while (!building.swap()) {
        catchUp(building);
      }
    }
  }
}
