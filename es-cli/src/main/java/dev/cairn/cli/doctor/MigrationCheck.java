package dev.cairn.cli.doctor;

import dev.cairn.outbox.OutboxSchema;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.LogSchema;
import dev.cairn.projection.ProjectionSchema;
import dev.cairn.snapshot.SnapshotSchema;
import java.util.List;

/** Whether the schema is that of this version of Cairn. */
final class MigrationCheck implements Check {

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public void look(LogDatabase database, Findings findings) {
    look("the log", LogSchema.pending(database), "LogSchema.migrate", findings);
    if (Catalog.hasTable(database, "relays")) {
      look("the outbox", OutboxSchema.pending(database), "OutboxSchema.migrate", findings);
    }
    if (Catalog.hasTable(database, "projections")) {
      look(
          "the schema of projections",
          ProjectionSchema.pending(database),
          "ProjectionSchema.migrate",
          findings);
    }
    if (Catalog.hasTable(database, "snapshots")) {
      look(
          "the table of snapshots",
          SnapshotSchema.pending(database),
          "SnapshotSchema.migrate",
          findings);
    }
  }

  private static void look(String what, List<String> pending, String remedy, Findings findings) {
    if (pending.isEmpty()) {
      findings.ok("%s is that of this version of Cairn", what);
    } else {
      findings.bad(
          what + " lacks migrations, or has others: " + String.join(", ", pending),
          remedy + " as the owner of the schema; if they are newer, a newer Cairn here");
    }
  }
}
