package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the current role may do, and whether anybody may do what nobody should. */
final class GrantCheck implements Check {

  private static final String APPEND =
      "%1$s.append_event(integer, text, bigint, uuid, text, integer, text, text)";

  private static final String ROLE = """
      select current_user as role, r.rolsuper as super,
             pg_has_role(current_user, n.nspowner, 'usage') as owner,
             has_table_privilege('%1$s.events', 'select') as reads,
             has_function_privilege('APPEND', 'execute') as appends,
             has_table_privilege('%1$s.events', 'insert, update, delete, truncate') as writes,
             has_function_privilege('public', 'APPEND', 'execute') as everybody
        from pg_roles r, pg_namespace n
       where r.rolname = current_user and n.nspname = '%1$s'""".replace("APPEND", APPEND);

  private static final String PROJECTIONS = """
      select current_user as role,
             has_table_privilege('%1$s.projection_generations', 'insert') as runs,
             has_schema_privilege('%1$s_read', 'create')
               and has_database_privilege(current_database(), 'create') as builds,
             has_schema_privilege('%1$s_read', 'usage') as reads""";

  @Override
  public String name() {
    return "rights";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    boolean isOrdinary = database.inTransaction(handle -> handle
        .createQuery(ROLE.formatted(database.schema()))
        .map((row, context) -> look(row, findings))
        .one());
    if (isOrdinary && Catalog.hasTable(database, "projections")) {
      database.inTransaction(handle -> handle
          .createQuery(PROJECTIONS.formatted(database.schema()))
          .map((row, context) -> projections(row, findings))
          .one());
    }
  }

  /** False for those who may do everything. */
  private static boolean look(ResultSet row, Findings findings) throws SQLException {
    String role = row.getString("role");
    boolean isOrdinary = !row.getBoolean("super") && !row.getBoolean("owner");
    if (!isOrdinary) {
      findings.ok(
          "%s is %s", role, row.getBoolean("super") ? "a superuser" : "the owner of the schema");
      findings.note(
          "whoever works as " + role + " can drop what guards the log",
          "for operators and migrations that is right; give applications a role of their own:"
              + " LogSchema.grantAppendAndRead");
    } else {
      findings.ok(
          "%s may %s",
          role, row.getBoolean("appends") ? "append and read" : "read, and not append");
      if (row.getBoolean("writes")) {
        findings.bad(
            role + " may write events past the functions that keep their order",
            "revoke insert, update, delete, truncate on the table of events from it");
      }
    }
    if (row.getBoolean("everybody")) {
      findings.bad(
          "every role may append",
          "revoke execute on the functions append_event and append_events" + " from public");
    }
    return isOrdinary;
  }

  private static boolean projections(ResultSet row, Findings findings) throws SQLException {
    String role = row.getString("role");
    if (!row.getBoolean("runs")) {
      if (row.getBoolean("reads")) {
        findings.ok("%s may read the read models, and not run projections", role);
      }
    } else if (row.getBoolean("builds")) {
      findings.ok("%s may run and rebuild projections", role);
    } else {
      findings.bad(
          role + " may write the checkpoints of projections, and not make their schemas and views",
          "ProjectionSchema.grantRun, as the owner of the schema and of the database");
    }
    return true;
  }
}
