package dev.cairn.cli.projections;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.projection.ProjectionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es projections swap}. */
@Command(
    name = "swap",
    description =
        "Makes the generation live that was rebuilt with --no-swap, after it has caught up.",
    footer = {"%nExample:", "  projections swap balances"})
final class SwapProjection extends NamedProjectionCommand {

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  SwapProjection(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(String projection, ProjectionOperations operations, Terminal terminal) {
    if (dryRun.isAsked()) {
      terminal.line(
          "would catch up with the log, and make the new generation of %s live", projection);
      return ExitCode.OK;
    }
    BuildProgress progress = new BuildProgress("catching up");
    ProgressDisplay.during(progress, terminal.err(), () -> {
      operations.swap(projection, progress);
      return projection;
    });
    terminal.line("the new generation of %s is live", projection);
    return ExitCode.OK;
  }
}
