package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import picocli.CommandLine.Command;

/** {@code es projections swap}. */
@Command(
    name = "swap",
    description =
        "Makes the generation live that was rebuilt with --no-swap, after it has caught up.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances --dry-run",
      "  ${COMMAND-FULL-NAME} balances"
    })
final class SwapProjection extends NamedProjectionCommand {

  SwapProjection(ProjectionAccess access) {
    super(access);
  }

  @Override
  int work(ProjectionOperations operations, Terminal terminal) {
    if (isDryRun()) {
      require(
          status(operations).map(ProjectionStatus::building).orElse(null),
          "built generation; rebuild it first");
    } else {
      WatchedBuild.run("building", terminal, listener -> {
        operations.swap(projection(), listener);
        return projection();
      });
    }
    terminal.line(
        isDryRun()
            ? "%s: the new generation would catch up with the log, and go live"
            : "%s: the new generation is live",
        projection());
    return ExitCode.OK;
  }
}
