package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.projection.VerificationReport.Difference;
import dev.cairn.projection.VerificationReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Folds the log into tables of its own, up to exactly where the live ones are, and compares the two in one
 * snapshot of the database. The live projection waits only while the last few events are folded.
 */
final class Verification {

  private static final String TABLES = """
      select c.relname from pg_class c
       where c.relnamespace = cast(:schema as regnamespace) and c.relkind in ('r', 'p') order by c.relname""";

  /** Rows as text, so that types without equality, such as json, can be compared too. */
  private static final String ONLY_IN = """
      select cast(a as text) from %1$s."%3$s" a except all select cast(b as text) from %2$s."%3$s" b""";

  private final Parts parts;
  private final Projection projection;
  private final RebuildListener listener;

  Verification(Parts parts, Projection projection, RebuildListener listener) {
    this.parts = parts;
    this.projection = projection;
    this.listener = listener;
  }

  VerificationReport run() {
    Lease lease = ProjectionOperations.alone(parts, "scratch", projection.name());
    try (LeaseKeeper keeper = new LeaseKeeper(parts, () -> {})) {
      keeper.keep(lease);
      Building scratch = Building.scratch(parts, projection, lease);
      try {
        return compare(scratch);
      } finally {
        scratch.discard();
      }
    }
  }

  private VerificationReport compare(Building scratch) {
    while (true) {
      Rebuild fold = new Rebuild(parts, List.of(scratch), listener, () -> false);
      fold.bulk(live().checkpoint().position());
      Optional<VerificationReport> report =
          parts.database().inTransaction(snapshot -> compareIn(snapshot, scratch.feed()));
      if (report.isPresent()) {
        return report.get();
      }
    }
  }

  private Generation live() {
    return parts
        .generations()
        .find(projection.name(), Generation.State.LIVE)
        .orElseThrow(() -> UnknownProjectionException.without(
            projection.name(), "no live generation, so there is nothing to compare"));
  }

  /** Empty if the live tables have gone too far ahead meanwhile. */
  private Optional<VerificationReport> compareIn(Handle snapshot, GenerationFeed scratch) {
    snapshot.execute("set transaction isolation level repeatable read");
    Optional<Generation> held =
        parts.database().inTransaction(hold -> meet(hold, snapshot, scratch));
    return held.map(live -> differences(snapshot, live, scratch.generation()));
  }

  /** Takes the snapshot at a moment when both sides have handled the same events. */
  private Optional<Generation> meet(Handle hold, Handle snapshot, GenerationFeed scratch) {
    hold.execute("set local lock_timeout = '10s'");
    Generation live = parts
        .generations()
        .lock(hold, projection.name(), Generation.State.LIVE)
        .orElseThrow(
            () -> UnknownProjectionException.without(projection.name(), "no live generation"));
    if (!live.fits(projection.definition())) {
      throw new ProjectionStoppedException(
          projection.name(),
          "is live in version " + live.version() + ", and this process has version "
              + projection.version()
              + ": its tables cannot be compared with what this process would make.",
          null);
    }
    if (live.checkpoint().position().value() < scratch.checkpoint().position().value()) {
      throw new ProjectionBusyException(projection.name(), "was rolled back while it was verified");
    }
    if (Swap.isFarBehind(scratch, live)) {
      return Optional.empty();
    }
    scratch.feed(Swap.missing(parts, scratch, live), live.checkpoint(), new Replay(true));
    snapshot.select("select 1").mapTo(Integer.class).one();
    return Optional.of(live);
  }

  private VerificationReport differences(Handle snapshot, Generation live, Generation scratch) {
    long rows = 0;
    long missing = 0;
    long unexpected = 0;
    List<Difference> samples = new ArrayList<>();
    for (String table : tables(snapshot, scratch.schema())) {
      rows += count(snapshot, "select * from " + live.schema() + ".\"" + table + '"');
      missing += compare(snapshot, scratch, live, table, Kind.MISSING, samples);
      unexpected += compare(snapshot, live, scratch, table, Kind.UNEXPECTED, samples);
    }
    Position position = live.checkpoint().position();
    return new VerificationReport(projection.name(), position, rows, missing, unexpected, samples);
  }

  private static List<String> tables(Handle handle, String schema) {
    return handle.createQuery(TABLES).bind("schema", schema).mapTo(String.class).list();
  }

  private static long compare(
      Handle handle,
      Generation one,
      Generation other,
      String table,
      Kind kind,
      List<Difference> samples) {
    String onlyInOne = ONLY_IN.formatted(one.schema(), other.schema(), table);
    long count = count(handle, onlyInOne);
    if (count > 0) {
      handle
          .select(onlyInOne + " limit " + VerificationReport.MOST_SAMPLES)
          .mapTo(String.class)
          .forEach(row -> samples.add(new Difference(table, kind, row)));
    }
    return count;
  }

  private static long count(Handle handle, String query) {
    return handle
        .select("select count(*) from (" + query + ") q")
        .mapTo(Long.class)
        .one();
  }
}
