package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** What room the tables of projections take that readers do not see. */
final class KeptGenerations {

  private static final String KEPT = """
      select g.projection, g.generation, g.version, g.state, g.tables, %s as bytes
        from %%1$s.projection_generations g
       where g.state in ('previous', 'retired', 'scratch')
       order by g.projection, g.generation limit 100""".formatted(size("g.tables"));

  /** They belong to nobody any more: whoever asked for one was told to drop it. */
  private static final String AS_OF = """
      select n.nspname, %s as bytes from pg_namespace n
       where n.nspname like '%%1$s\\_%%%%\\_as\\_of' order by 2 desc limit 20""".formatted(size("n.nspname"));

  private static final String WORKED_ON = """
      select substr(name, length('scratch:') + 1) from %s.leases
       where name like 'scratch:%%' and expires_at > clock_timestamp()""";

  private static String size(String schema) {
    return """
        (select coalesce(sum(pg_total_relation_size(c.oid)), 0)
           from pg_class c join pg_namespace s on s.oid = c.relnamespace
          where s.nspname = SCHEMA and c.relkind in ('r', 'p', 'm'))""".replace("SCHEMA", schema);
  }

  private KeptGenerations() {}

  static void look(LogDatabase database, Findings findings) {
    String schema = database.schema();
    database.inTransaction(handle -> {
      Set<String> worked =
          handle.createQuery(WORKED_ON.formatted(schema)).mapTo(String.class).set();
      handle
          .createQuery(KEPT.formatted(schema))
          .map((row, context) -> kept(row, worked, findings))
          .list();
      handle
          .createQuery(AS_OF.formatted(schema))
          .map((row, context) -> asOf(row, findings))
          .list();
      return true;
    });
  }

  private static boolean kept(ResultSet row, Set<String> worked, Findings findings)
      throws SQLException {
    String name = row.getString("projection");
    String takes = "%s: generation %d, of version %d, takes %s"
        .formatted(
            name, row.getInt("generation"), row.getInt("version"), size(row.getLong("bytes")));
    switch (row.getString("state")) {
      case "previous" ->
        findings.note(
            takes + " and is kept for a rollback",
            "when nobody will roll back: 'projections drop-previous " + name + "'");
      case "retired" ->
        findings.note(
            takes + " and is of no use: somebody read it when it was to be dropped",
            "it goes with the next swap");
      default -> {
        if (!worked.contains(name)) {
          findings.note(
              takes + " and was left by a 'verify' or 'as-of' that was killed",
              "it goes with the next 'projections verify " + name + "'");
        }
      }
    }
    return true;
  }

  private static boolean asOf(ResultSet row, Findings findings) throws SQLException {
    String schema = row.getString("nspname");
    findings.note(
        "%s, a state of the past, takes %s".formatted(schema, size(row.getLong("bytes"))),
        "when nobody needs it: drop schema " + schema + " cascade");
    return true;
  }

  private static String size(long bytes) {
    return bytes < 10_000_000
        ? String.format(Locale.ROOT, "%,d kB", bytes / 1024)
        : String.format(Locale.ROOT, "%,d MB", bytes / 1024 / 1024);
  }
}
