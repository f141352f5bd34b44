package dev.cairn.cli.processes;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.FromOne;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.WaitingCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code es processes retry}. */
@Command(
    name = "retry",
    description = {
      "Has a command that failed tried again at once, and not only when its pause is over.",
      "The program that runs the process does so; 'processes show' then says what became of it."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} 1234 --dry-run",
      "  ${COMMAND-FULL-NAME} 1234 --process transfer-process"
    })
final class RetryWaiting extends ProcessCommand {

  @Parameters(
      paramLabel = "NUMBER",
      converter = FromOne.class,
      description = "The command, as 'processes waiting' numbers it.")
  private long number;

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  RetryWaiting(ProjectionAccess access) {
    super(access);
  }

  @Override
  int run(ProcessOperations operations, Terminal terminal) {
    WaitingCommand command = waiting(number, operations);
    if (!dryRun.isAsked() && !operations.retry(number)) {
      throw doesNotWait(number);
    }
    terminal.line(
        "%d: %s for another try of %s for %s",
        number, dryRun.isAsked() ? "would ask" : "asked", command.type(), command.key());
    return ExitCode.OK;
  }
}
