package dev.cairn.cli.projections;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.projection.ProjectionOperations;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** For commands that work on some projections, or on all. */
final class ChosenProjections {

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "The projections.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "All projections of the application.")
  private boolean all;

  /** Their names, each of which the application has. */
  List<String> among(ProjectionOperations operations) {
    if (all != names.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "name projections, or say --all; there are " + String.join(", ", operations.names()));
    }
    for (String name : names) {
      requireKnown(name, operations);
    }
    return all ? operations.rebuildable() : names;
  }

  static void requireKnown(String name, ProjectionOperations operations) {
    if (!operations.names().contains(name)) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "there is no projection '" + name + "'; there are "
              + String.join(", ", operations.names()));
    }
  }
}
