package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.ProjectionStatus;
import dev.cairn.projection.ProjectionStatus.Built;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es projections list}. */
@Command(
    name = "list",
    description = "Lists the projections: what each does, where it stands, what it has parked.",
    footer = {"%nExamples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
final class ListProjections extends ProjectionCommand {

  @Mixin
  private JsonOption json = new JsonOption();

  ListProjections(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    List<ProjectionStatus> all = operations.status();
    List<String> unbuilt = unbuilt(operations, all);
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().beginArray("projections");
        all.forEach(status -> StatusJson.write(status, out));
        out.endArray().beginArray("unbuilt");
        unbuilt.forEach(out::add);
        out.endArray().end();
      }
      return ExitCode.OK;
    }
    line(terminal, "projection", "version", "state", "position", "behind", "parked", "");
    all.forEach(status -> write(status, terminal));
    unbuilt.forEach(
        name -> line(terminal, name, "-", "unbuilt", "-", "-", "-", toBegin(name, operations)));
    return ExitCode.OK;
  }

  private static String toBegin(String name, ProjectionOperations operations) {
    return operations.rebuildable().contains(name)
        ? "start the application, or rebuild it"
        : "start the application";
  }

  /** Those of the application of which the log knows nothing yet. */
  static List<String> unbuilt(ProjectionOperations operations, List<ProjectionStatus> all) {
    List<String> unbuilt = new ArrayList<>(operations.names());
    all.forEach(status -> unbuilt.remove(status.projection()));
    return unbuilt;
  }

  private static void write(ProjectionStatus status, Terminal terminal) {
    Built live = status.live();
    line(
        terminal,
        status.projection(),
        live == null ? "-" : String.valueOf(live.version()),
        StatusText.state(status),
        live == null ? "-" : number(live.position().value()),
        number(status.lagEvents()),
        number(status.parkedEvents()),
        StatusText.remark(status));
  }

  private static void line(Terminal terminal, Object... columns) {
    terminal.line("%-24s %7s %-10s %12s %10s %8s  %s", columns);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
