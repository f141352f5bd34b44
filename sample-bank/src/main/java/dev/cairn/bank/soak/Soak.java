package dev.cairn.bank.soak;

import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.trial.Plan;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bank soak}: load and faults for a while, and then the proof. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description =
        "Moves money for some minutes, while the database, the broker and the processes that publish and project are"
            + " killed, stopped and cut off at random; then compares everything as the demo does.",
    footer = "%nIts servers are its own, in --data; so it harms nobody else's.")
public final class Soak implements Callable<Integer> {

  @ParentCommand
  private @Nullable Console console;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep everything in DIR; ${DEFAULT-VALUE} unless given.")
  private Path data = Path.of(".cairn-soak");

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "For how long, before everything comes to rest and is compared; 10 unless given.")
  private double minutes = 10;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Choose faults as a run that printed this seed; random unless given.")
  private @Nullable Long seed;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    if (!(minutes > 0)) {
      throw new CommandFailedException(ExitCode.USAGE, "--minutes takes a number above 0");
    }
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
    Plan plan = new Plan(data, 40, Integer.MAX_VALUE, 3, chosen);
    Duration time = Duration.ofMillis((long) (minutes * 60_000));
    try (Interruption interruption = new Interruption()) {
      SoakOutcome outcome = new SoakRun(plan, time, cli.err(), interruption::requested).run();
      SoakOutcome.print(outcome, cli.out());
      return outcome.isProven() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
