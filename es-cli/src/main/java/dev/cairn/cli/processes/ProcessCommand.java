package dev.cairn.cli.processes;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.WaitingCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command on something of one process. */
abstract class ProcessCommand extends ProjectionCommand {

  @Option(
      names = "--process",
      paramLabel = "NAME",
      description = "The process; to be said only if the application has several.")
  private @Nullable String named;

  private String process = "";

  ProcessCommand(ProjectionAccess access) {
    super(access);
  }

  /** The name of the process that is meant. */
  final String process() {
    return process;
  }

  abstract int run(ProcessOperations operations, Terminal terminal);

  @Override
  protected final int run(ProjectionOperations operations, Terminal terminal) {
    process = named == null ? onlyOne(operations.processes()) : named;
    return run(operations.process(process), terminal);
  }

  private static String onlyOne(List<String> processes) {
    if (processes.isEmpty()) {
      throw new CommandFailedException(ExitCode.FAILED, "this application has no processes");
    }
    if (processes.size() > 1) {
      throw new CommandFailedException(
          ExitCode.USAGE, "say which process with --process: " + String.join(", ", processes));
    }
    return processes.get(0);
  }

  /**
   * A command that waits.
   *
   * @throws CommandFailedException if it does not
   */
  final WaitingCommand waiting(long number, ProcessOperations operations) {
    return operations.command(number).orElseThrow(() -> doesNotWait(number));
  }

  final CommandFailedException doesNotWait(long number) {
    return new CommandFailedException(
        ExitCode.FAILED,
        "no command with the number " + number + " waits in the process " + process);
  }
}
