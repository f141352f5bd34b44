package dev.cairn.bank.running;

import dev.cairn.bank.Bank;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import dev.cairn.projection.ProjectionRunner;
import dev.cairn.projection.ProjectionSettings;
import dev.cairn.projection.Projections;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bank project}: keeps the read models up to date and moves the money of transfers. */
@Command(
    name = "project",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description =
        "Keeps the read models up to date and moves the money of transfers, until it is stopped.",
    footer =
        "%nSeveral may run on one log: each read model is kept by one, the others take over when it is gone.")
public final class RunProjections implements Callable<Integer> {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  @ParentCommand
  private @Nullable Console console;

  @Mixin
  private LogOptions log = new LogOptions();

  @Mixin
  private Ending ending = new Ending();

  @Option(
      names = "--lease",
      paramLabel = "DURATION",
      description =
          "How long others wait before they take over from a process that is gone; PT10S unless given.")
  private @Nullable Duration lease;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    try (Interruption interruption = new Interruption();
        Bank opened = log.open(cli.err());
        Projections projections = opened.projections(settings());
        ProjectionRunner runner = projections.start()) {
      tellUntil(ending.with(interruption), runner, cli);
      return ExitCode.OK;
    }
  }

  private ProjectionSettings settings() {
    ProjectionSettings usual = ProjectionSettings.defaults();
    return lease == null ? usual : usual.withLease(lease);
  }

  private static void tellUntil(BooleanSupplier stop, ProjectionRunner runner, Console cli) {
    Map<String, String> told = new TreeMap<>();
    while (!stop.getAsBoolean()) {
      runner.standing().forEach((name, standing) -> {
        if (!standing.equals(told.put(name, standing))) {
          cli.err().println(name + " " + standing);
        }
      });
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
