package dev.cairn.bank.demo;

import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.trial.Plan;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bank demo}: all of it at once, and then the proof that nothing was lost. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description =
        "Opens accounts and moves money between them from several clients at once, publishes everything to Kafka,"
            + " kills the process that does so half-way, rebuilds a read model meanwhile, and then proves that no"
            + " cent and no event was lost or doubled. On servers of its own, in --data.",
    footer =
        "%nStarted again, it goes on with the data it has. Delete the directory to begin anew.")
public final class Demo implements Callable<Integer> {

  @ParentCommand
  private @Nullable Console console;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep everything in DIR; ${DEFAULT-VALUE} unless given.")
  private Path data = Path.of(".cairn-demo");

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "Accounts to move money between; ${DEFAULT-VALUE} unless given.")
  private int accounts = 50;

  @Option(
      names = "--transfers",
      paramLabel = "N",
      description = "Transfers to start; ${DEFAULT-VALUE} unless given.")
  private int transfers = 1_000;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "Clients that do so at the same time; ${DEFAULT-VALUE} unless given.")
  private int clients = 4;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Do the same as a run that printed this seed, as far as its clients go; random unless given.")
  private @Nullable Long seed;

  @Option(
      names = "--json",
      description = "Write the outcome as one JSON object to standard output, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    require("--accounts", accounts, 2);
    require("--transfers", transfers, 1);
    require("--clients", clients, 1);
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
    Plan plan = new Plan(data, accounts, transfers, clients, chosen);
    try (Interruption interruption = new Interruption()) {
      DemoOutcome outcome = new DemoRun(plan, cli.err(), interruption::requested).run();
      if (json) {
        cli.out().println(DemoJson.of(outcome));
      } else {
        DemoText.print(outcome, cli.out());
      }
      return outcome.isProven() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static void require(String option, int number, int least) {
    if (number < least) {
      throw new CommandFailedException(
          ExitCode.USAGE, option + " takes a number from " + least + " on, not " + number);
    }
  }
}
