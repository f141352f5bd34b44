package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.util.Locale;

/** Whether connections are running out. */
final class ConnectionCheck implements Check {

  private static final String CONNECTIONS = """
      select (select count(*) from pg_stat_activity where backend_type = 'client backend') as used,
             current_setting('max_connections')::integer
               - current_setting('superuser_reserved_connections')::integer as available""";

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    database.inTransaction(handle -> handle
        .createQuery(CONNECTIONS)
        .map((row, context) -> {
          look(row.getInt("used"), row.getInt("available"), findings);
          return true;
        })
        .one());
  }

  private static void look(int used, int available, Findings findings) {
    String what = String.format(Locale.ROOT, "%d of %d are in use", used, available);
    if (used * 10 >= available * 9) {
      findings.bad(
          what,
          "smaller pools, a pooler in front of the server, or a higher max_connections; group commit"
              + " needs few");
    } else {
      findings.ok("%s", what);
    }
  }
}
