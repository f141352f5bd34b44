package dev.cairn.projection;

import dev.cairn.CairnException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds, on a thread of its own, the projections of a runner that have no generation of their version. */
final class Builder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Builder.class);

  private final Parts parts;
  private final BooleanSupplier stop;
  private @Nullable Thread thread;

  Builder(Parts parts, BooleanSupplier stop) {
    this.parts = parts;
    this.stop = stop;
  }

  /** Begins to build them, unless a build is under way. Called by one thread. */
  void wanted(List<Seat> seats) {
    Thread building = thread;
    if (seats.isEmpty() || stop.getAsBoolean() || (building != null && building.isAlive())) {
      return;
    }
    List<Projection> projections = seats.stream().map(Seat::projection).toList();
    Thread next = new Thread(() -> build(projections), "cairn-projection-builder");
    next.setDaemon(true);
    thread = next;
    next.start();
  }

  /** In one pass over the log; where one of several cannot be built, each by itself. */
  private void build(List<Projection> projections) {
    try {
      together(projections);
    } catch (RebuildInterruptedException e) {
      log.info("{}; it goes on when a runner is started again", e.getMessage());
    } catch (RuntimeException e) {
      if (projections.size() == 1) {
        failed(projections.get(0), e);
      } else {
        log.info("{} cannot be built together: {}", projections, e.getMessage());
        projections.forEach(projection -> build(List.of(projection)));
      }
    }
  }

  private void together(List<Projection> projections) {
    List<Building> buildings = new ArrayList<>();
    try (LeaseKeeper keeper = new LeaseKeeper(parts, () -> {})) {
      for (Projection projection : projections) {
        begin(projection, keeper, buildings);
      }
      if (buildings.isEmpty()) {
        pause();
        return;
      }
      Rebuild rebuild = new Rebuild(parts, buildings, new LoggedProgress(), stop);
      rebuild.build();
      rebuild.swap();
    }
  }

  private void failed(Projection projection, RuntimeException e) {
    if (e instanceof CairnException) {
      log.warn("{} could not be built, and it is tried again: {}", projection, e.getMessage());
    } else {
      log.error("{} could not be built, and it is tried again", projection, e);
    }
    try {
      Pauses.failed(parts.database(), projection.name(), "could not be built: " + Reason.of(e));
    } catch (CairnException gone) {
      log.debug("That it could not be built is not recorded", gone);
    }
    pause();
  }

  /** Unless another process has done it, or does it. */
  private void begin(Projection projection, LeaseKeeper keeper, List<Building> buildings) {
    try {
      Building.begin(parts, projection, false, () -> !isLive(projection)).ifPresent(building -> {
        keeper.keep(building.feed().lease());
        buildings.add(building);
      });
    } catch (ProjectionBusyException e) {
      log.debug("{}", e.getMessage());
    }
  }

  private boolean isLive(Projection projection) {
    return parts
        .generations()
        .find(projection.name(), Generation.State.LIVE)
        .filter(live -> live.version() >= projection.version())
        .isPresent();
  }

  private void pause() {
    try {
      Thread.sleep(Math.min(500, parts.settings().lease().toMillis() / 4));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Thread building = thread;
    boolean interrupted = false;
    while (building != null && building.isAlive()) {
      try {
        building.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
