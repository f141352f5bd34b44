package dev.cairn.cli.command;

import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.snapshot.PostgresSnapshotStore;
import dev.cairn.snapshot.SnapshotStore;
import dev.cairn.snapshot.Snapshotted;
import java.util.List;

/** How an application's commands find its snapshots, beside its log. */
public interface SnapshotAccess extends LogAccess {

  /** The aggregates with snapshots, as the application has them. */
  List<Snapshotted<?>> snapshotted();

  /** Where the snapshots are. */
  default SnapshotStore snapshotStore(PostgresEventStore log) {
    return new PostgresSnapshotStore(log.database());
  }
}
