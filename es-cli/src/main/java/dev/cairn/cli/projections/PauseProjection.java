package dev.cairn.cli.projections;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es projections pause}. */
@Command(
    name = "pause",
    description = "Makes a projection stand still, in every process, until it is resumed.",
    footer = {"%nExample:", "  projections pause balances --reason \"the disk is being changed\""})
final class PauseProjection extends NamedProjectionCommand {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the record.")
  private String reason = "";

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  PauseProjection(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(String projection, ProjectionOperations operations, Terminal terminal) {
    if (dryRun.isAsked()) {
      terminal.line("would pause %s", projection);
      return ExitCode.OK;
    }
    boolean paused = operations.pause(projection, actor.value(), reason);
    terminal.line(paused ? "%s is paused" : "%s is paused already", projection);
    return ExitCode.OK;
  }
}
