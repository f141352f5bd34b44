package dev.cairn.cli.projections;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es projections resume}. */
@Command(
    name = "resume",
    description = "Lets a paused projection go on, or one that has stopped by itself.",
    footer = {"%nExample:", "  projections resume balances"})
final class ResumeProjection extends NamedProjectionCommand {

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  ResumeProjection(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(String projection, ProjectionOperations operations, Terminal terminal) {
    if (dryRun.isAsked()) {
      terminal.line("would let %s go on", projection);
      return ExitCode.OK;
    }
    boolean resumed = operations.resume(projection);
    terminal.line(resumed ? "%s goes on" : "%s is not paused", projection);
    return ExitCode.OK;
  }
}
