package dev.cairn.postgres;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Makes and upgrades the schema that holds a log. It lives beside an application's own tables and
 * touches nothing outside itself.
 */
public final class LogSchema {

  private static final int OLDEST_POSTGRESQL = 140_000;

  private static final Set<MigrationState> DONE =
      EnumSet.of(MigrationState.SUCCESS, MigrationState.SUPERSEDED, MigrationState.BASELINE);

  private LogSchema() {}

  /**
   * Creates the schema if it is missing and brings it to this version of Cairn. Running it again does
   * nothing; running it from several processes at once is safe.
   *
   * @param owner connections of the role that owns, or may create, the schema; the application's own role
   *     needs no such rights
   * @throws LogSchemaException if the server is older than PostgreSQL 14, or refuses, or the schema was
   *     made by a newer Cairn
   */
  public static void migrate(DataSource owner, String schema) {
    PostgresSettings.defaults().withSchema(schema);
    requirePostgres14(owner, schema);
    migrate(owner, schema, "db/cairn", "schema_history", false);
  }

  /**
   * Creates and upgrades the tables of another part of Cairn beside the log; for that part.
   *
   * @param location where its migrations are on the class path
   * @param history the table that remembers which of them have run
   */
  public static void migrateBeside(
      DataSource owner, String schema, String location, String history) {
    migrate(owner, schema, location, history, true);
  }

  private static void migrate(
      DataSource owner, String schema, String location, String history, boolean beside) {
    try {
      flyway(owner, schema, location, history).baselineOnMigrate(beside).load().migrate();
    } catch (FlywayException e) {
      throw new LogSchemaException(schema, "could not be migrated: " + e.getMessage(), e);
    }
  }

  private static FluentConfiguration flyway(
      DataSource dataSource, String schema, String location, String history) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:" + location)
        .schemas(schema)
        .createSchemas(true)
        // Beside the log the schema is not empty, which is no reason to refuse.
        .baselineVersion("0")
        .table(history)
        .placeholders(Map.of("schema", schema))
        // Left to itself it would go on, and put older functions in the place of newer ones.
        .ignoreMigrationPatterns(new String[0]);
  }

  /**
   * What {@link #migrate} would do now, or could not do because a newer Cairn was here; empty if the schema
   * is that of this version of Cairn. It changes nothing.
   *
   * @throws LogSchemaException if the role may not look at the history of migrations, which its owner may
   */
  public static List<String> pending(LogDatabase database) {
    return pendingBeside(database, "db/cairn", "schema_history");
  }

  /** The same for another part of Cairn beside the log; for that part. */
  public static List<String> pendingBeside(LogDatabase database, String location, String history) {
    try {
      MigrationInfo[] all = flyway(database.dataSource(), database.schema(), location, history)
          .load()
          .info()
          .all();
      return Arrays.stream(all)
          .filter(migration -> !DONE.contains(migration.getState()))
          .map(migration -> migration.getDescription() + " ("
              + migration.getState().getDisplayName().toLowerCase(Locale.ROOT) + ")")
          .toList();
    } catch (FlywayException e) {
      throw new LogSchemaException(
          database.schema(), "does not show which migrations have run: " + e.getMessage(), e);
    }
  }

  private static void requirePostgres14(DataSource owner, String schema) {
    int version = Jdbi.create(owner)
        .withHandle(handle -> handle
            .createQuery("select current_setting('server_version_num')::integer")
            .mapTo(Integer.class)
            .one());
    if (version < OLDEST_POSTGRESQL) {
      throw new LogSchemaException(
          schema,
          "needs PostgreSQL 14 or newer, and the server has version number " + version,
          null);
    }
  }

  /**
   * Lets a role append to the log and read it, and nothing else: it can neither change the schema nor
   * write events past the functions that keep their order. Granting again does nothing.
   *
   * @param owner connections of the role that owns the schema
   * @throws LogSchemaException if the role does not exist or the schema is missing
   */
  public static void grantAppendAndRead(DataSource owner, String schema, String role) {
    grant(owner, schema, role, "db/cairn-grants/append-and-read.sql");
  }

  /**
   * Grants a role what a script says, with the schema, the role and the database in place of its placeholders;
   * for other parts of Cairn.
   *
   * @param script where it is on the class path
   * @throws LogSchemaException if the role does not exist or the schema is missing
   */
  public static void grant(DataSource owner, String schema, String role, String script) {
    PostgresSettings.defaults().withSchema(schema);
    try {
      Jdbi.create(owner)
          .useTransaction(handle -> handle
              .createQuery("select quote_ident(:role), quote_ident(current_database())")
              .bind("role", role)
              .map((row, context) ->
                  GrantScript.forRole(script, schema, row.getString(1), row.getString(2)))
              .forEach(statements -> handle.createScript(statements).execute()));
    } catch (JdbiException e) {
      throw new LogSchemaException(
          schema, "could not be granted to '" + role + "': " + e.getMessage(), e);
    }
  }
}
