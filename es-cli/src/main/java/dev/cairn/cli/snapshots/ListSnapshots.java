package dev.cairn.cli.snapshots;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.SnapshotAccess;
import dev.cairn.cli.command.SnapshotCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.snapshot.Snapshot;
import dev.cairn.snapshot.SnapshotOperations;
import dev.cairn.snapshot.SnapshotOperations.ListedSnapshot;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code es snapshots list}. */
@Command(
    name = "list",
    description = "Lists snapshots, and whether this version of the application would use them.",
    footer = {"%nExamples:", "  ${COMMAND-FULL-NAME} account", "  ${COMMAND-FULL-NAME} --all --json"
    })
final class ListSnapshots extends SnapshotCommand {

  @Mixin
  private ChosenAggregates chosen = new ChosenAggregates();

  @Mixin
  private JsonOption json = new JsonOption();

  ListSnapshots(SnapshotAccess access) {
    super(access);
  }

  @Override
  protected int run(SnapshotOperations operations, LogConnection log, Terminal terminal) {
    if (!json.isAsked()) {
      list(operations, listed -> print(listed, terminal));
      return ExitCode.OK;
    }
    try (JsonOutput out = terminal.json()) {
      out.begin().beginArray("snapshots");
      list(operations, listed -> write(listed, out));
      out.endArray().end();
    }
    return ExitCode.OK;
  }

  private void list(SnapshotOperations operations, Consumer<ListedSnapshot> consumer) {
    chosen.among(operations).forEach(category -> operations.list(category, consumer));
  }

  private static void print(ListedSnapshot listed, Terminal terminal) {
    Snapshot snapshot = listed.snapshot();
    terminal.line(
        "%-32s version %,9d  revision %d  %,9d bytes  %s  %s",
        snapshot.stream(),
        snapshot.version().value(),
        snapshot.revision(),
        snapshot.state().length,
        snapshot.takenAt().truncatedTo(ChronoUnit.SECONDS),
        !listed.intact() ? "corrupt" : listed.fits() ? "fits" : "of another shape or revision");
  }

  private static void write(ListedSnapshot listed, JsonOutput out) {
    Snapshot snapshot = listed.snapshot();
    out.begin()
        .put("stream", snapshot.stream())
        .put("version", snapshot.version().value())
        .put("lastEvent", snapshot.lastEvent())
        .put("revision", snapshot.revision())
        .put("bytes", snapshot.state().length)
        .put("takenAt", snapshot.takenAt())
        .put("fits", listed.fits())
        .put("intact", listed.intact())
        .end();
    out.requireReader();
  }
}
