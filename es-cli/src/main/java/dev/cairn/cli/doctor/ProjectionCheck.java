package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.projection.Projection;
import dev.cairn.projection.ProjectionStatus;
import dev.cairn.projection.ProjectionStatus.Built;
import dev.cairn.projection.ProjectionStatus.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Whether read models are kept up to date, and whether those are the ones that this application means. */
final class ProjectionCheck implements Check {

  private static final String BUILDERS = """
      select substr(name, length('rebuild:') + 1) from %s.leases
       where name like 'rebuild:%%' and expires_at > clock_timestamp()""";

  private final Duration tooLong;
  private final Supplier<List<Projection>> known;

  /**
   * @param known those of this application; none if it has not said which it has
   */
  ProjectionCheck(Duration tooLong, Supplier<List<Projection>> known) {
    this.tooLong = tooLong;
    this.known = known;
  }

  @Override
  public String name() {
    return "projections";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    if (!Catalog.hasTable(database, "projections")) {
      return;
    }
    if (!Catalog.mayRead(database, "projection_status") || !Catalog.mayRead(database, "leases")) {
      findings.note(
          "this role may not look at them", "give it ProjectionSchema.grantRun, and look again");
      return;
    }
    List<ProjectionStatus> all = ProjectionStatus.all(database);
    Set<String> built = beingBuilt(database);
    List<Projection> unbuilt = new ArrayList<>(known.get());
    for (ProjectionStatus status : all) {
      state(status, built.contains(status.projection()), findings);
      building(status, built.contains(status.projection()), findings);
      parked(status, findings);
      known.get().stream()
          .filter(projection -> projection.name().equals(status.projection()))
          .forEach(projection -> version(status, projection.version(), findings));
      unbuilt.removeIf(projection -> projection.name().equals(status.projection()));
    }
    unbuilt.forEach(projection -> findings.note(
        projection.name() + " was never built",
        "start the application; or 'projections rebuild " + projection.name() + "'"));
    if (all.isEmpty() && unbuilt.isEmpty()) {
      findings.ok("none was ever built on this log");
    }
    KeptGenerations.look(database, findings);
  }

  private static Set<String> beingBuilt(LogDatabase database) {
    return database.inTransaction(handle -> handle
        .createQuery(BUILDERS.formatted(database.schema()))
        .mapTo(String.class)
        .set());
  }

  private boolean isLate(ProjectionStatus status) {
    return status.lagSeconds() > tooLong.toSeconds();
  }

  private static String behind(ProjectionStatus status) {
    return String.format(
        Locale.ROOT, "%,.0f s and %,d positions behind", status.lagSeconds(), status.lagEvents());
  }

  private void state(ProjectionStatus status, boolean isBuilt, Findings findings) {
    String name = status.projection();
    Built live = status.live();
    Pause pause = status.pause();
    if (pause != null) {
      paused(status, pause, findings);
    } else if (live == null) {
      unbuilt(status, isBuilt, findings);
    } else if (status.runner() == null) {
      unattended(status, findings);
    } else if (isLate(status)) {
      findings.bad(
          name + " is " + behind(status),
          "look at its process, " + status.runner() + ", and at long transactions above");
    } else {
      findings.ok(
          "%s runs at position %,d of %,d",
          name, live.position().value(), status.head().value());
    }
  }

  private void paused(ProjectionStatus status, Pause pause, Findings findings) {
    String name = status.projection();
    String why = " since " + pause.since() + ", by " + pause.by() + ": " + pause.reason();
    if (status.hasStopped()) {
      findings.bad(
          name + " has stopped" + why, "as it says; then 'projections resume " + name + "'");
    } else if (isLate(status)) {
      findings.bad(
          name + " is paused" + why + "; it is " + behind(status),
          "'projections resume " + name + "' when that is over");
    } else {
      findings.note(
          name + " is paused" + why, "'projections resume " + name + "' when that is over");
    }
  }

  private static void unbuilt(ProjectionStatus status, boolean isBuilt, Findings findings) {
    String name = status.projection();
    if (isBuilt) {
      findings.ok("%s is being built for the first time", name);
    } else if (status.lastError() == null) {
      findings.note(
          name + " has nothing to show yet, and nobody builds it",
          "start the application; or 'projections rebuild " + name + "'");
    } else {
      findings.bad(
          name + " has nothing to show yet: " + status.lastError(),
          "mend that; the application tries again by itself, or 'projections rebuild " + name
              + "'");
    }
  }

  private void unattended(ProjectionStatus status, Findings findings) {
    String name = status.projection();
    if (status.lagEvents() == 0) {
      findings.ok("%s is complete, and no process runs it", name);
      return;
    }
    String what = name + " is " + behind(status) + ", and no process runs it";
    String remedy = "start the application; one of its processes takes it over";
    if (isLate(status)) {
      findings.bad(what, remedy);
    } else {
      findings.note(what, remedy);
    }
  }

  private static void building(ProjectionStatus status, boolean isBuilt, Findings findings) {
    Built building = status.building();
    if (building == null) {
      return;
    }
    String name = status.projection();
    String what = String.format(
        Locale.ROOT,
        "the next generation of %s, of version %d, is built up to position %,d of %,d",
        name,
        building.version(),
        building.position().value(),
        status.head().value());
    if (isBuilt) {
      findings.ok("%s, and being worked on", what);
    } else {
      findings.note(
          what + ", and nobody works on it",
          "'projections swap " + name + "' makes it live, 'projections rebuild " + name
              + "' does too, and goes on where it was interrupted");
    }
  }

  private static void parked(ProjectionStatus status, Findings findings) {
    if (status.parkedKeys() > 0) {
      String name = status.projection();
      findings.bad(
          name + " has " + status.parkedEvents() + " events parked under " + status.parkedKeys()
              + " keys",
          "'parked list " + name
              + "' says why; mend the cause, then 'parked retry' or 'parked discard'");
    }
  }

  private static void version(ProjectionStatus status, int version, Findings findings) {
    Built live = status.live();
    if (live == null || live.version() == version) {
      return;
    }
    String name = status.projection();
    String what = name + " is live in version " + live.version() + ", and this program has version "
        + version;
    Built previous = status.previous();
    if (live.version() > version) {
      findings.note(what, "use the newer program; this one does not run it");
    } else if (previous != null && previous.version() >= version) {
      findings.note(
          what + ": it was rolled back",
          "start a program with version " + live.version() + " to run it, or 'projections rebuild "
              + name + "' with a corrected one");
    } else {
      findings.note(
          what,
          "start the application with it, which builds it and swaps it in; or 'projections rebuild "
              + name + "'");
    }
  }
}
