package dev.cairn.cli.projections;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es projections drop-previous}. */
@Command(
    name = "drop-previous",
    description =
        "Drops the previous generation of a projection, to which it could be rolled back.",
    footer = {"%nExample:", "  projections drop-previous balances"})
final class DropPrevious extends NamedProjectionCommand {

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  DropPrevious(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(String projection, ProjectionOperations operations, Terminal terminal) {
    if (dryRun.isAsked()) {
      terminal.line("would drop the previous generation of %s", projection);
      return ExitCode.OK;
    }
    boolean dropped = operations.dropPrevious(projection);
    terminal.line(
        dropped ? "the previous generation of %s is dropped" : "%s has no previous generation",
        projection);
    return ExitCode.OK;
  }
}
