package dev.cairn.cli.projections;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import dev.cairn.projection.ProjectionStatus.Built;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that changes one projection. */
abstract class NamedProjectionCommand extends ProjectionCommand {

  @Parameters(paramLabel = "NAME", description = "The projection.")
  private String name = "";

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  NamedProjectionCommand(ProjectionAccess access) {
    super(access);
  }

  final String projection() {
    return name;
  }

  final boolean isDryRun() {
    return dryRun.isAsked();
  }

  abstract int work(ProjectionOperations operations, Terminal terminal);

  @Override
  protected final int run(ProjectionOperations operations, Terminal terminal) {
    ChosenProjections.requireKnown(name, operations);
    return work(operations, terminal);
  }

  /** How it is; empty if nobody has ever built it or spoken of it. */
  final Optional<ProjectionStatus> status(ProjectionOperations operations) {
    return operations.status().stream()
        .filter(status -> status.projection().equals(name))
        .findFirst();
  }

  /**
   * A generation without which there is nothing to do.
   *
   * @throws CommandFailedException if there is none
   */
  final Built require(@Nullable Built generation, String which) {
    if (generation == null) {
      throw new CommandFailedException(
          ExitCode.FAILED, "the projection '" + name + "' has no " + which);
    }
    return generation;
  }
}
