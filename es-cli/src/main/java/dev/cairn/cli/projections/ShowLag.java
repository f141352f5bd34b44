package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es projections lag}. */
@Command(
    name = "lag",
    description = "Says how far each projection is behind the log.",
    footer = {
      "%nExamples:",
      "  projections lag",
      "  projections lag --at-most 30     exit code 1 if one is more than 30 seconds behind, for monitoring"
    })
final class ShowLag extends ProjectionCommand {

  @Option(
      names = "--at-most",
      paramLabel = "SECONDS",
      description = "Fail if the oldest event that a projection has not handled is older.")
  private @Nullable Double atMost;

  @Mixin
  private JsonOption json = new JsonOption();

  ShowLag(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    List<ProjectionStatus> all = operations.status();
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().beginArray("projections");
        all.forEach(status -> out.begin()
            .put("name", status.projection())
            .put("lagEvents", status.lagEvents())
            .put("lagSeconds", status.lagSeconds())
            .end());
        out.endArray().end();
      }
    } else {
      all.forEach(status -> terminal.line(
          "%-24s %,12d events  %,10.1f s",
          status.projection(), status.lagEvents(), status.lagSeconds()));
    }
    boolean late = atMost != null && all.stream().anyMatch(status -> status.lagSeconds() > atMost);
    return late ? ExitCode.FAILED : ExitCode.OK;
  }
}
