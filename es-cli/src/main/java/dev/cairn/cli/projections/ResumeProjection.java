package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import picocli.CommandLine.Command;

/** {@code es projections resume}. */
@Command(
    name = "resume",
    description = "Lets a projection go on that was paused, or that has stopped by itself.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances --dry-run",
      "  ${COMMAND-FULL-NAME} balances"
    })
final class ResumeProjection extends NamedProjectionCommand {

  ResumeProjection(ProjectionAccess access) {
    super(access);
  }

  @Override
  int work(ProjectionOperations operations, Terminal terminal) {
    boolean resumed = isDryRun()
        ? status(operations).map(ProjectionStatus::pause).isPresent()
        : operations.resume(projection());
    terminal.line(
        resumed ? "%s: %s go on" : "%s: it does not stand still",
        projection(),
        isDryRun() ? "would let it" : "let it");
    return ExitCode.OK;
  }
}
