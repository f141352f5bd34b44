package dev.cairn.bank.running;

import dev.cairn.bank.Bank;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.Position;
import dev.cairn.projection.ProjectionBehindException;
import dev.cairn.projection.ProjectionRunner;
import dev.cairn.projection.ProjectionStatus;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The bank's read models while they are kept up to date. */
public final class ReadModelRun implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Bank bank;
  private final ProjectionRunner runner;

  private ReadModelRun(Bank bank, ProjectionRunner runner) {
    this.bank = bank;
    this.runner = runner;
  }

  public static ReadModelRun start(Bank bank) {
    return new ReadModelRun(bank, bank.projections().start());
  }

  /**
   * Waits until all of them show what is in the log now.
   *
   * @return false if it was told to stop before
   * @throws CommandFailedException if one of them stands still
   */
  public boolean awaitAll(BooleanSupplier stop) {
    Position end = bank.store().head();
    for (String name : bank.projections().names()) {
      if (!await(name, end, stop)) {
        return false;
      }
    }
    return true;
  }

  private boolean await(String name, Position end, BooleanSupplier stop) {
    while (!stop.getAsBoolean()) {
      try {
        bank.projections().waitFor(name, end, LOOK);
        return true;
      } catch (ProjectionBehindException notYet) {
        requireMoving(bank, name);
      }
    }
    return false;
  }

  /**
   * Looks whether a read model stands still.
   *
   * @throws CommandFailedException if it does
   */
  public static void requireMoving(Bank bank, String name) {
    ProjectionStatus.Pause pause = ProjectionStatus.of(bank.store().database(), name)
        .map(ProjectionStatus::pause)
        .orElse(null);
    if (pause != null) {
      throw new CommandFailedException(
          ExitCode.UNAVAILABLE,
          "the read model '" + name + "' has stood still since " + pause.since() + ", by "
              + pause.by() + ": " + pause.reason());
    }
  }

  /** Finishes the page in flight. */
  @Override
  public void close() {
    runner.close();
  }
}
