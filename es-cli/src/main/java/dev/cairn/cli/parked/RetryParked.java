package dev.cairn.cli.parked;

import dev.cairn.cli.command.ActorOption;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.postgres.parking.ParkedEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es parked retry}. */
@Command(
    name = "retry",
    description =
        "Asks the process that runs the projection to handle what waits under a key, in order.",
    footer = {"%nExample:", "  parked retry balances 42"})
final class RetryParked extends ParkedKeyCommand {

  @Mixin
  private ActorOption actor = new ActorOption();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  RetryParked(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(ParkedEvents parked, String parkedKey, Terminal terminal) {
    if (dryRun.isAsked()) {
      terminal.line("would ask for another try of what waits under '%s'", parkedKey);
      return ExitCode.OK;
    }
    parked.retry(parkedKey, actor.value());
    terminal.line(
        "asked; the process that runs the projection tries within a second, and 'parked show' says how it ended");
    return ExitCode.OK;
  }
}
