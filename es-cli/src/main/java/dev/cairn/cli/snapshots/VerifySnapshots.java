package dev.cairn.cli.snapshots;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.SnapshotAccess;
import dev.cairn.cli.command.SnapshotCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.CountedProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.snapshot.SnapshotOperations;
import dev.cairn.snapshot.SnapshotVerificationReport;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es snapshots verify}. */
@Command(
    name = "verify",
    description = {
      "Compares each snapshot with the state that all events up to it lead to. Exit code 1 if one that would"
          + " be used is different.",
      "Snapshots that are corrupt, or of another shape, revision or log, are counted; they are not used."
    },
    footer = {"%nExamples:", "  ${COMMAND-FULL-NAME} account", "  ${COMMAND-FULL-NAME} --all --json"
    })
final class VerifySnapshots extends SnapshotCommand {

  @Mixin
  private ChosenAggregates chosen = new ChosenAggregates();

  @Mixin
  private JsonOption json = new JsonOption();

  VerifySnapshots(SnapshotAccess access) {
    super(access);
  }

  @Override
  protected int run(SnapshotOperations operations, LogConnection log, Terminal terminal) {
    Map<String, SnapshotVerificationReport> reports = new LinkedHashMap<>();
    for (String category : chosen.among(operations)) {
      CountedProgress progress = new CountedProgress("comparing " + category, "snapshots", 0);
      reports.put(
          category,
          ProgressDisplay.during(
              progress, terminal.err(), () -> operations.verify(category, progress::reached)));
    }
    if (json.isAsked()) {
      writeJson(reports, terminal);
    } else {
      reports.forEach((category, report) -> print(category, report, terminal));
    }
    return reports.values().stream().allMatch(SnapshotVerificationReport::isRight)
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  private static void print(String category, SnapshotVerificationReport report, Terminal terminal) {
    terminal.line(
        "%-24s %,12d snapshots: %,d the same, %,d different; not used: %,d of another shape or"
            + " revision, %,d corrupt, %,d of another past",
        category,
        report.snapshots(),
        report.same(),
        report.different(),
        report.misfits(),
        report.corrupt(),
        report.strangers());
    report.examples().forEach(example -> terminal.line("  %s", example));
    if (!report.isRight()) {
      terminal.note(
          "raise the revision of '%s' if it has changed, and rebuild its snapshots", category);
    }
  }

  private static void writeJson(
      Map<String, SnapshotVerificationReport> reports, Terminal terminal) {
    try (JsonOutput out = terminal.json()) {
      out.begin().beginArray("aggregates");
      reports.forEach((category, report) -> {
        out.begin()
            .put("aggregate", category)
            .put("right", report.isRight())
            .put("snapshots", report.snapshots())
            .put("same", report.same())
            .put("different", report.different())
            .put("misfits", report.misfits())
            .put("corrupt", report.corrupt())
            .put("strangers", report.strangers())
            .beginArray("examples");
        report.examples().forEach(out::add);
        out.endArray().end();
      });
      out.endArray().end();
    }
  }
}
