package dev.cairn.cli.projections;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.ProjectionCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es projections verify}. */
@Command(
    name = "verify",
    description =
        "Compares the live tables of projections with a fresh fold over the log, row by row,"
            + " without touching them. Exit code 1 if there is a difference.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} balances",
      "  ${COMMAND-FULL-NAME} --all --json"
    })
final class VerifyProjections extends ProjectionCommand {

  @Mixin
  private ChosenProjections chosen = new ChosenProjections();

  @Mixin
  private JsonOption json = new JsonOption();

  VerifyProjections(ProjectionAccess access) {
    super(access);
  }

  @Override
  protected int run(ProjectionOperations operations, Terminal terminal) {
    List<VerificationReport> reports = new ArrayList<>();
    for (String name : chosen.among(operations)) {
      VerificationReport report = WatchedBuild.run(
          "folding " + name, terminal, listener -> operations.verify(name, listener));
      reports.add(report);
      if (!json.isAsked()) {
        write(report, terminal);
      }
    }
    if (json.isAsked()) {
      writeJson(reports, terminal);
    }
    return reports.stream().allMatch(VerificationReport::isSame) ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void write(VerificationReport report, Terminal terminal) {
    terminal.line(
        "%-24s %,12d rows as of position %,d: %s",
        report.projection(),
        report.rows(),
        report.position().value(),
        report.isSame()
            ? "the same as the fold"
            : String.format(
                Locale.ROOT, "%,d missing, %,d unexpected", report.missing(), report.unexpected()));
    report
        .samples()
        .forEach(difference -> terminal.line(
            "  %s %s %s",
            difference.table(),
            difference.kind().name().toLowerCase(Locale.ROOT),
            difference.row()));
  }

  private static void writeJson(List<VerificationReport> reports, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin().beginArray("projections");
      for (VerificationReport report : reports) {
        out.begin()
            .put("projection", report.projection())
            .put("same", report.isSame())
            .put("position", report.position().value())
            .put("rows", report.rows())
            .put("missing", report.missing())
            .put("unexpected", report.unexpected())
            .beginArray("samples");
        report
            .samples()
            .forEach(difference -> out.begin()
                .put("table", difference.table())
                .put("kind", difference.kind().name().toLowerCase(Locale.ROOT))
                .put("row", difference.row())
                .end());
        out.endArray().end();
      }
      out.endArray().end();
    }
  }
}
