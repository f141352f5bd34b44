package dev.cairn.cli.projections;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.projection.RebuildListener;
import dev.cairn.projection.RebuildProgress;
import java.util.function.Function;

/**
 * A build that shows how it comes on. When the process is told to end, the build gives its lease back, so
 * that the next one need not wait until that runs out.
 */
final class WatchedBuild {

  private WatchedBuild() {}

  private static final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedException(RebuildProgress progress) {
      super(String.valueOf(progress.position()));
    }
  }

  /**
   * Builds.
   *
   * @param task what it does first, in a word
   */
  static <T> T run(String task, Terminal terminal, Function<RebuildListener, T> build) {
    BuildProgress progress = new BuildProgress(task);
    try (Interruption interruption = new Interruption()) {
      RebuildListener listener = now -> {
        progress.progressed(now);
        if (interruption.requested()) {
          throw new StoppedException(now);
        }
      };
      try {
        return ProgressDisplay.during(progress, terminal.err(), () -> build.apply(listener));
      } catch (StoppedException e) {
        // Before the process may end.
        terminal.note("interrupted at position %s", e.getMessage());
        throw new CommandFailedException(ExitCode.FAILED, e);
      }
    }
  }
}
