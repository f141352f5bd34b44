package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;
import java.util.List;

/** Who leads what. That nobody builds or verifies is not worth a line. */
final class LeaseCheck implements Check {

  private static final String LEASES = """
      select name, owner, term, extract(epoch from expires_at - clock_timestamp()) as remaining
        from %s.leases
       where expires_at > clock_timestamp() or name !~ '^(rebuild|scratch):'
       order by name limit 100""";

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
          String name = named(row.getString("name"));
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

  private static String named(String lease) {
    int colon = lease.indexOf(':') + 1;
    String of = lease.substring(colon);
    return switch (lease.substring(0, colon)) {
      case "relay:" -> "the relay " + of;
      case "projection:" -> "the projection " + of;
      case "rebuild:" -> "the rebuild of " + of;
      case "scratch:" -> "a verification of " + of + ", or a state of the past,";
      default -> lease;
    };
  }
}
