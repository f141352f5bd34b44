package dev.cairn.cli.processes;

import dev.cairn.InvalidInputException;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.ProjectionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es processes begin-at-head}. */
@Command(
    name = "begin-at-head",
    description = {
      "Has a process that was never started begin after everything that is in the log now, and not with"
          + " its first event.",
      "For a log that was moved here after its processes had come to rest, and for a process that has"
          + " nothing to do with the past."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} transfer-process --dry-run",
      "  ${COMMAND-FULL-NAME} transfer-process"
    })
final class BeginAtHead extends ProjectionCommand {

  @Parameters(paramLabel = "NAME", description = "The process.")
  private String name = "";

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  BeginAtHead(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    ProcessOperations process = operations.process(name);
    if (dryRun.isAsked()) {
      if (process.hasBegun()) {
        throw new CommandFailedException(ExitCode.FAILED, "'" + name + "' has begun already");
      }
      terminal.line("%s: would begin after what is in the log then", name);
      return ExitCode.OK;
    }
    try {
      terminal.line("%s: begins after position %s", name, process.beginAtHead());
    } catch (InvalidInputException e) {
      throw new CommandFailedException(ExitCode.FAILED, e);
    }
    return ExitCode.OK;
  }
}
