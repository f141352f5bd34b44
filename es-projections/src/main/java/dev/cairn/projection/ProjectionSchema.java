package dev.cairn.projection;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.LogSchema;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes and upgrades the tables of projections, beside the log in its schema, and the schema that readers
 * use, which is named as the log's with {@code _read} after it.
 */
public final class ProjectionSchema {

  private static final String LOCATION = "db/cairn-projections";
  private static final String HISTORY = "projections_history";

  private ProjectionSchema() {}

  /**
   * Creates what is missing and brings it to this version of Cairn, the log's own schema first. Running it
   * again does nothing; running it from several processes at once is safe.
   *
   * @param owner connections of the role that owns, or may create, the schemas
   * @throws dev.cairn.postgres.LogSchemaException if the server is older than PostgreSQL 14, or refuses, or
   *     the schema was made by a newer Cairn
   */
  public static void migrate(DataSource owner, String schema) {
    LogSchema.migrate(owner, schema);
    LogSchema.migrateBeside(owner, schema, LOCATION, HISTORY);
  }

  /** As {@link LogSchema#pending}, of the tables of projections. */
  public static List<String> pending(LogDatabase database) {
    return LogSchema.pendingBeside(database, LOCATION, HISTORY);
  }

  /**
   * Lets a role run and rebuild projections: it may make schemas in the database, one for each generation of
   * a projection's tables. Granting again does nothing.
   */
  public static void grantRun(DataSource owner, String schema, String role) {
    LogSchema.grant(owner, schema, role, "db/cairn-projections-grants/run.sql");
  }

  /**
   * Lets a role read all read models that there are now, and wait for them. Views of read models that come
   * later need another grant; those that are rebuilt keep theirs.
   */
  public static void grantRead(DataSource owner, String schema, String role) {
    LogSchema.grant(owner, schema, role, "db/cairn-projections-grants/read.sql");
  }
}
