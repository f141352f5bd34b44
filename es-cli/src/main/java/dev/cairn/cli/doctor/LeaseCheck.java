package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.util.List;

/** Who leads what. */
final class LeaseCheck implements Check {

  private static final String LEASES = """
      select name, owner, term, extract(epoch from expires_at - clock_timestamp()) as remaining
        from %s.leases order by name limit 100""";

  @Override
  public String name() {
    return "leases";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    List<String> leases = database.inTransaction(handle -> handle
        .createQuery(LEASES.formatted(database.schema()))
        .map((row, context) -> {
          double left = row.getDouble("remaining");
          String name = row.getString("name");
          if (left > 0) {
            findings.ok(
                "%s is held by %s in term %d, for another %.1f s",
                name, row.getString("owner"), row.getLong("term"), left);
          } else {
            findings.ok("%s is free since %,.0f s", name, -left);
          }
          return name;
        })
        .list());
    if (leases.isEmpty()) {
      findings.ok("nobody has ever led anything");
    }
  }
}
