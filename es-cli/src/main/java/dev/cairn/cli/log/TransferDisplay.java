package dev.cairn.cli.log;

import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.CountedProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.event.Position;
import dev.cairn.postgres.transfer.LogFile;
import dev.cairn.postgres.transfer.TransferProgress;
import java.util.function.Function;

/** Shows how a log gets into a file or out of it, and what was in it. */
final class TransferDisplay {

  private TransferDisplay() {}

  /** Positions are counted, because nobody knows how many of them are holes. */
  static LogFile during(
      String task, Position end, Terminal terminal, Function<TransferProgress, LogFile> work) {
    CountedProgress progress = new CountedProgress(task, "positions", end.value());
    return ProgressDisplay.during(
        progress, terminal.err(), () -> work.apply(new Shown(progress, terminal)));
  }

  private record Shown(CountedProgress progress, Terminal terminal) implements TransferProgress {

    @Override
    public void reached(Position position) {
      progress.reached(position.value());
    }

    @Override
    public void finishing() {
      terminal.note("everything is copied; now it is verified as a whole and made visible");
    }
  }

  static void write(String done, LogFile file, Terminal terminal) {
    terminal.line(
        "%s %,d events of the log %s, up to position %,d, and %,d closed streams",
        done, file.events(), file.log(), file.last().value(), file.closedStreams());
    if (file.resumedAfter().isAfter(Position.START)) {
      terminal.line(
          "the first of them, up to position %,d, earlier", file.resumedAfter().value());
    }
    terminal.line("sha256 %s", file.sha256());
  }

  /** The fields of a file; the object stays open. */
  static JsonOutput json(LogFile file, JsonOutput out) {
    return out.begin()
        .put("file", file.file())
        .put("log", file.log().log())
        .put("incarnation", file.log().incarnation())
        .put("from", file.from().value())
        .put("upTo", file.upTo().value())
        .put("exportedAt", file.exportedAt())
        .put("events", file.events())
        .put("last", file.last().value())
        .put("closedStreams", file.closedStreams())
        .put("sha256", file.sha256())
        .put("resumedAfter", file.resumedAfter().value());
  }
}
