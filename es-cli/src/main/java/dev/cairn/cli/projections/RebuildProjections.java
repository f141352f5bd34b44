package dev.cairn.cli.projections;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import dev.cairn.projection.RebuildOptions;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code es projections rebuild}. */
@Command(
    name = "rebuild",
    description = {
      "Builds projections anew, beside the live ones, in one pass over the log, and swaps the new ones in."
          + " Readers see the old ones until then, and those stay for a rollback.",
      "Interrupted, it goes on where it was when it is started again."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances",
      "  ${COMMAND-FULL-NAME} --all --dry-run",
      "  ${COMMAND-FULL-NAME} balances --no-swap      to look at it first; then 'projections swap'"
    })
final class RebuildProjections extends ProjectionCommand {

  @Mixin
  private ChosenProjections chosen = new ChosenProjections();

  @Option(
      names = "--fresh",
      description = "Do not go on with what an earlier rebuild left unfinished.")
  private boolean fresh;

  @Option(
      names = "--no-swap",
      description = "Leave the new one beside the live one, until it is swapped.")
  private boolean noSwap;

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  RebuildProjections(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    List<String> names = chosen.among(operations);
    if (dryRun.isAsked()) {
      names.forEach(name -> terminal.line("would %s", plan(name, operations)));
      return ExitCode.OK;
    }
    RebuildOptions options = RebuildOptions.defaults().withFresh(fresh).withSwap(!noSwap);
    long begun = System.nanoTime();
    WatchedBuild.run("building", terminal, listener -> {
      operations.rebuild(names, options, listener);
      return names;
    });
    terminal.line(
        "%s: %s in %.1f s",
        String.join(", ", names),
        noSwap ? "built, to be swapped," : "rebuilt and swapped",
        (System.nanoTime() - begun) / 1e9);
    return ExitCode.OK;
  }

  private String plan(String name, ProjectionOperations operations) {
    String work = operations.status().stream()
        .filter(status -> !fresh && status.projection().equals(name))
        .map(ProjectionStatus::building)
        .filter(Objects::nonNull)
        .map(left -> "go on building '" + name + "' from position " + left.position())
        .findFirst()
        .orElse("build '" + name + "' from the start of the log");
    return work + (noSwap ? "" : ", and swap it in");
  }
}
