package dev.cairn.cli.snapshots;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.SnapshotAccess;
import dev.cairn.cli.command.SnapshotCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.snapshot.SnapshotOperations;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es snapshots purge}. */
@Command(
    name = "purge",
    description =
        "Throws the snapshots of aggregates away, also of those that have none in this version of the"
            + " application. States come from the log then, and nothing changes but the time it takes.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} account",
      "  ${COMMAND-FULL-NAME} account --dry-run"
    })
final class PurgeSnapshots extends SnapshotCommand {

  @Parameters(
      paramLabel = "AGGREGATE",
      arity = "1..*",
      description = "The categories of the aggregates.")
  private List<String> categories = List.of();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  PurgeSnapshots(SnapshotAccess access) {
    super(access);
  }

  @Override
  protected int run(SnapshotOperations operations, LogConnection log, Terminal terminal) {
    for (String category : categories) {
      if (dryRun.isAsked()) {
        terminal.line(
            "would throw %,d snapshots of '%s' away", operations.count(category), category);
      } else {
        terminal.line("threw %,d snapshots of '%s' away", operations.purge(category), category);
      }
    }
    return ExitCode.OK;
  }
}
