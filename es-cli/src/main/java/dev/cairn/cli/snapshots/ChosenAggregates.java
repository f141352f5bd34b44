package dev.cairn.cli.snapshots;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.snapshot.SnapshotOperations;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** For commands that work on the snapshots of some aggregates, or of all. */
final class ChosenAggregates {

  @Parameters(
      paramLabel = "AGGREGATE",
      arity = "0..*",
      description = "The categories of the aggregates.")
  private List<String> categories = new ArrayList<>();

  @Option(names = "--all", description = "All aggregates of the application that have snapshots.")
  private boolean all;

  /** Their categories, each of which has snapshots in the application. */
  List<String> among(SnapshotOperations operations) {
    if (all != categories.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.USAGE, "name aggregates, or say --all; " + known(operations));
    }
    for (String category : categories) {
      if (!operations.categories().contains(category)) {
        throw new CommandFailedException(
            ExitCode.FAILED, "'" + category + "' has no snapshots; " + known(operations));
      }
    }
    return all ? operations.categories() : categories;
  }

  private static String known(SnapshotOperations operations) {
    return operations.categories().isEmpty()
        ? "the application has none"
        : "there are of " + String.join(", ", operations.categories());
  }
}
