package dev.cairn.projection;

import dev.cairn.event.Position;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The schemas that hold the tables of generations. */
final class GenerationTables {

  private static final int LONGEST_NAME = 63;

  private static final String INDEXES = """
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition,
             c.conname as constraint_name, pg_get_constraintdef(c.oid) as constraint_definition,
             t.oid::regclass::text as table_name
        from pg_index i
        join pg_class t on t.oid = i.indrelid
        left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
       where t.relnamespace = cast(:schema as regnamespace)
       order by c.contype = 'p' desc nulls last, i.indexrelid""";

  private GenerationTables() {}

  /** What the names of a projection's schemas begin with, before a number. */
  static String prefix(String logSchema, String identifier) {
    return shortened(logSchema, identifier, LONGEST_NAME - 11);
  }

  /** The schema of a projection's tables as of a position; none of its generations is called so. */
  static String asOf(String logSchema, String identifier, Position position) {
    return shortened(logSchema, identifier, LONGEST_NAME - 26) + "_" + position + "_as_of";
  }

  /** PostgreSQL cuts off what is longer, and what is then the same would be one. */
  private static String shortened(String logSchema, String identifier, int longest) {
    String full = logSchema + "_" + identifier;
    if (full.length() <= longest) {
      return full;
    }
    int rest = longest - 9;
    return logSchema.substring(0, Math.min(logSchema.length(), rest)) + "_"
        + Integer.toHexString(full.hashCode());
  }

  /** Makes the schema and the tables in it. */
  static void create(Handle handle, String schema, Definition definition) {
    handle.execute("create schema " + schema);
    searchFirst(handle, schema);
    definition.create(handle, schema);
  }

  static void drop(Handle handle, String schema) {
    handle.execute("drop schema if exists " + schema + " cascade");
  }

  /** For the rest of the transaction, names without a schema are looked for there first. */
  static void searchFirst(Handle handle, String schema) {
    handle
        .select(
            "select set_config('search_path', ? || ', ' || current_setting('search_path'), true)",
            schema)
        .mapTo(String.class)
        .one();
  }

  /** An index, and the statements that drop it and make it again. */
  record Index(String drop, String create) {}

  /** The indexes of the tables in a schema, constraints that are indexes included. */
  static List<Index> indexes(Handle handle, String schema) {
    return handle
        .createQuery(INDEXES)
        .bind("schema", schema)
        .map((row, context) -> {
          String constraint = row.getString("constraint_name");
          String table = row.getString("table_name");
          return constraint == null
              ? new Index("drop index " + row.getString("name"), row.getString("definition"))
              : new Index(
                  "alter table " + table + " drop constraint \"" + constraint + "\"",
                  "alter table " + table + " add constraint \"" + constraint + "\" "
                      + row.getString("constraint_definition"));
        })
        .list();
  }
}
