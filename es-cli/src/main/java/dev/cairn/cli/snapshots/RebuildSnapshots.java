package dev.cairn.cli.snapshots;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.SnapshotAccess;
import dev.cairn.cli.command.SnapshotCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.CountedProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.event.Position;
import dev.cairn.snapshot.SnapshotOperations;
import dev.cairn.snapshot.SnapshotRebuildReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es snapshots rebuild}. */
@Command(
    name = "rebuild",
    description = {
      "Throws the snapshots of aggregates away, and takes one of each of their streams, in one pass over the"
          + " log for each. Commands go on meanwhile.",
      "Exit code 1 if there is a stream of which none can be taken."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} account",
      "  ${COMMAND-FULL-NAME} --all --dry-run"
    })
final class RebuildSnapshots extends SnapshotCommand {

  private static final long PART_OF_HEAP = 4;

  @Mixin
  private ChosenAggregates chosen = new ChosenAggregates();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  RebuildSnapshots(SnapshotAccess access) {
    super(access);
  }

  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  protected int run(SnapshotOperations operations, LogConnection log, Terminal terminal) {
    boolean complete = true;
    for (String category : chosen.among(operations)) {
      if (dryRun.isAsked()) {
        terminal.line(
            "would throw the snapshots of '%s' away and take one of each stream, up to position %,d",
            category, log.store().head().value());
      } else {
        SnapshotRebuildReport report = rebuild(operations, log.store().head(), category, terminal);
        complete &= report.failures() == 0;
      }
    }
    return complete ? ExitCode.OK : ExitCode.FAILED;
  }

  private static SnapshotRebuildReport rebuild(
      SnapshotOperations operations, Position head, String category, Terminal terminal) {
    long begun = System.nanoTime();
    CountedProgress progress = new CountedProgress("folding", "positions", head.value());
    SnapshotRebuildReport report;
    try (Interruption interruption = new Interruption()) {
      report = ProgressDisplay.during(
          progress,
          terminal.err(),
          () -> operations.rebuild(
              category,
              Runtime.getRuntime().maxMemory() / PART_OF_HEAP,
              (position, end, events) -> {
                progress.reached(position.value());
                if (interruption.requested()) {
                  throw new StoppedException();
                }
              }));
    } catch (StoppedException e) {
      throw new CommandFailedException(ExitCode.FAILED, e);
    }
    terminal.line(
        "%s: %,d snapshots from %,d events in %.1f s",
        category, report.streams(), report.events(), (System.nanoTime() - begun) / 1e9);
    report.failed().forEach(problem -> terminal.note("%s", problem));
    if (report.failures() > report.failed().size()) {
      terminal.note("and of %,d more", report.failures() - report.failed().size());
    }
    return report;
  }
}
