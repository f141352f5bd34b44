package dev.cairn.projection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The views that readers use: one for each table of a live generation. A view is replaced where its columns
 * allow that, so that what depends on it stays; otherwise it is made anew, with the grants that it had.
 */
final class LiveViews {

  private static final String TABLES = """
      select c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = cast(:schema as regnamespace) and c.relkind in ('r', 'p')
       group by c.relname order by c.relname""";

  private static final String OWN_VIEWS = """
      select c.relname from pg_class c
       where c.relnamespace = cast(:schema as regnamespace) and c.relkind = 'v'
         and obj_description(c.oid, 'pg_class') like :owner
       order by c.relname""";

  private static final String OWNER = """
      select obj_description(c.oid, 'pg_class') from pg_class c
       where c.relnamespace = cast(:schema as regnamespace) and c.relname = :name""";

  private static final String GRANTS = """
      select 'grant ' || a.privilege_type || ' on ' || cast(c.oid as regclass) || ' to '
             || case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end
             || case when a.is_grantable then ' with grant option' else '' end
        from pg_class c cross join aclexplode(c.relacl) a
       where c.relnamespace = cast(:schema as regnamespace) and c.relname = :name and a.grantee <> c.relowner""";

  private static final String INVALID_TABLE_DEFINITION = "42P16";
  private static final String DEPENDENT_OBJECTS = "2BP01";

  private final String readSchema;

  LiveViews(String logSchema) {
    this.readSchema = schemaOf(logSchema);
  }

  static String schemaOf(String logSchema) {
    return logSchema + "_read";
  }

  private record Table(String name, String columns) {}

  /**
   * Shows readers the tables of a generation, in the handle's transaction.
   *
   * @throws ProjectionStoppedException if a view has the name of another projection's, or something depends
   *     on a view whose columns have changed
   */
  void show(Handle handle, String projection, String schema) {
    Owner.act(handle, projection, schema);
    List<Table> tables = handle
        .createQuery(TABLES)
        .bind("schema", schema)
        .map((row, context) -> new Table(row.getString(1), row.getString(2)))
        .list();
    List<String> gone = new ArrayList<>(handle
        .createQuery(OWN_VIEWS)
        .bind("schema", readSchema)
        .bind("owner", comment(projection))
        .mapTo(String.class)
        .list());
    tables.forEach(table -> gone.remove(table.name));
    for (Table table : tables) {
      requireFree(handle, projection, table.name);
      show(handle, projection, schema, table);
    }
    gone.forEach(view -> drop(handle, projection, view));
  }

  private static String comment(String projection) {
    return "The projection " + projection + " keeps this.";
  }

  private void requireFree(Handle handle, String projection, String view) {
    handle
        .createQuery(OWNER)
        .bind("schema", readSchema)
        .bind("name", view)
        .mapTo(String.class)
        .findOne()
        .filter(owner -> !owner.equals(comment(projection)))
        .ifPresent(owner -> {
          throw new ProjectionStoppedException(
              projection,
              "has a table '" + view + "', and " + readSchema + "." + view + " is there already: "
                  + owner + " Rename one of them.",
              null);
        });
  }

  private void show(Handle handle, String projection, String schema, Table table) {
    String view = readSchema + ".\"" + table.name + '"';
    String query =
        view + " as select " + table.columns + " from " + schema + ".\"" + table.name + '"';
    handle.savepoint("view");
    try {
      handle.execute("create or replace view " + query);
    } catch (JdbiException e) {
      if (!INVALID_TABLE_DEFINITION.equals(state(e))) {
        throw e;
      }
      handle.rollbackToSavepoint("view");
      List<String> grants = handle
          .createQuery(GRANTS)
          .bind("schema", readSchema)
          .bind("name", table.name)
          .mapTo(String.class)
          .list();
      drop(handle, projection, table.name);
      handle.execute("create view " + query);
      grants.forEach(handle::execute);
    }
    handle.execute("comment on view " + view + " is '" + comment(projection) + "'");
  }

  private void drop(Handle handle, String projection, String view) {
    try {
      handle.execute("drop view " + readSchema + ".\"" + view + '"');
    } catch (JdbiException e) {
      if (DEPENDENT_OBJECTS.equals(state(e))) {
        throw new ProjectionStoppedException(
            projection,
            "changes the columns of " + readSchema + "." + view
                + ", on which others depend; drop them, swap, and make them again. The database says: "
                + e.getMessage(),
            e);
      }
      throw e;
    }
  }

  /** PostgreSQL's code of what went wrong. */
  static String state(Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return cause == null ? "" : String.valueOf(((SQLException) cause).getSQLState());
  }

  @Override
  public String toString() {
    return readSchema;
  }
}
