package dev.cairn.snapshot;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.LogSchema;
import java.util.List;
import javax.sql.DataSource;

/** Makes and upgrades the table of snapshots, beside the log in its schema. */
public final class SnapshotSchema {

  private static final String MIGRATIONS = "db/cairn-snapshots";
  private static final String HISTORY = "snapshots_history";

  private SnapshotSchema() {}

  /**
   * Creates what is missing and brings it to this version of Cairn, the log's own schema first. Running it
   * again does nothing; running it from several processes at once is safe.
   *
   * @param owner connections of the role that owns, or may create, the schema
   * @throws dev.cairn.postgres.LogSchemaException if the server is older than PostgreSQL 14, or refuses, or
   *     the schema was made by a newer Cairn
   */
  public static void migrate(DataSource owner, String schema) {
    LogSchema.migrate(owner, schema);
    LogSchema.migrateBeside(owner, schema, MIGRATIONS, HISTORY);
  }

  /** As {@link LogSchema#pending}, for the table of snapshots. */
  public static List<String> pending(LogDatabase database) {
    return LogSchema.pendingBeside(database, MIGRATIONS, HISTORY);
  }

  /** Lets a role load with snapshots, take them, and look after them. Granting again does nothing. */
  public static void grant(DataSource owner, String schema, String role) {
    LogSchema.grant(owner, schema, role, "db/cairn-snapshots-grants/use.sql");
  }
}
