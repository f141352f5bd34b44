package dev.cairn.projection;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.postgres.lease.Leases;
import java.util.Optional;

/** What everything that works on projections of one log shares. */
record Parts(
    PostgresEventStore store,
    LogDatabase database,
    Generations generations,
    Leases leases,
    LiveViews views,
    ProjectionSettings settings,
    String process,
    CrashPoints crashPoints) {

  static Parts of(PostgresEventStore store, ProjectionSettings settings, CrashPoints crashPoints) {
    LogDatabase database = store.database();
    return new Parts(
        store,
        database,
        new Generations(database),
        new Leases(database),
        new LiveViews(database.schema()),
        settings,
        Leases.processName(),
        crashPoints);
  }

  /** The right to keep a projection's live tables up to date. */
  Optional<Lease> takeToRun(String projection) {
    return leases.take("projection:" + projection, process, settings.lease());
  }

  /** The right to build the next generation of a projection. */
  Optional<Lease> takeToBuild(String projection) {
    return leases.take("rebuild:" + projection, process, settings.lease());
  }
}
