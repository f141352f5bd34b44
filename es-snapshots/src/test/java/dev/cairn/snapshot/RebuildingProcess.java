package dev.cairn.snapshot;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;

/** A process that rebuilds the snapshots of purses in little memory, and says how far it is. */
final class RebuildingProcess {

  private static final long LITTLE = 100_000;

  private RebuildingProcess() {}

  /** Arguments: URL, user, password, schema. */
  public static void main(String[] arguments) {
    try (HikariDataSource pool = SnapshotLog.pool(arguments[0], arguments[1], arguments[2]);
        PostgresEventStore store = PostgresEventStore.open(
            pool, Purse.codec(), PostgresSettings.defaults().withSchema(arguments[3]));
        Snapshots snapshots = Snapshots.of(
            store,
            new PostgresSnapshotStore(store.database()),
            Snapshotted.of(Purse.class, SnapshotPolicy.every(7)))) {
      snapshots
          .operations()
          .rebuild(
              "purse", LITTLE, (position, head, events) -> System.out.println("at " + position));
    }
  }
}
