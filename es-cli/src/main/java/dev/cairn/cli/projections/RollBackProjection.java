package dev.cairn.cli.projections;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es projections rollback}. */
@Command(
    name = "rollback",
    description =
        "Shows readers the previous generation of a projection again, at once. The one that is live now becomes the previous one.",
    footer = {"%nExample:", "  projections rollback balances"})
final class RollBackProjection extends NamedProjectionCommand {

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  RollBackProjection(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(String projection, ProjectionOperations operations, Terminal terminal) {
    if (dryRun.isAsked()) {
      terminal.line("would show readers the previous generation of %s again", projection);
      return ExitCode.OK;
    }
    operations.rollback(projection);
    terminal.line(
        "%s is rolled back; a process that has its version brings it up to date", projection);
    return ExitCode.OK;
  }
}
