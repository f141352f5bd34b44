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
    description =
        "Says how far each projection is behind the log. Ends with 1 if one is further behind than"
            + " --at-most, or was never built.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --at-most 30 --json      for monitoring"
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
    List<String> unbuilt = ListProjections.unbuilt(operations, all);
    if (json.isAsked()) {
      writeJson(all, unbuilt, terminal);
    } else {
      all.forEach(status -> terminal.line(
          "%-24s %,12d events  %,10.1f s",
          status.projection(), status.lagEvents(), status.lagSeconds()));
      unbuilt.forEach(name -> terminal.line("%-24s never built", name));
    }
    return atMost == null || (isWithin(atMost, all) && unbuilt.isEmpty())
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  private static boolean isWithin(double seconds, List<ProjectionStatus> all) {
    return all.stream().allMatch(status -> status.lagSeconds() <= seconds);
  }

  private static void writeJson(
      List<ProjectionStatus> all, List<String> unbuilt, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin().beginArray("projections");
      all.forEach(status -> out.begin()
          .put("projection", status.projection())
          .put("lagEvents", status.lagEvents())
          .put("lagSeconds", status.lagSeconds())
          .end());
      out.endArray().beginArray("unbuilt");
      unbuilt.forEach(out::add);
      out.endArray().end();
    }
  }
}
