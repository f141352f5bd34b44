package dev.cairn.bank;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bank relay}: publishes the log to Kafka. */
@Command(
    name = "relay",
    mixinStandardHelpOptions = true,
    versionProvider = BankCli.Version.class,
    description =
        "Publishes the events of the log to Kafka, each exactly once, until it is stopped.",
    footer = "%nSeveral may run on one log: one publishes, the others take over when it is gone.")
final class RunRelay implements Callable<Integer> {

  @ParentCommand
  private @Nullable BankCli bank;

  @Mixin
  private LogOptions log = new LogOptions();

  @Mixin
  private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--once", description = "End when all that is in the log has been published.")
  private boolean once;

  @Override
  public Integer call() {
    BankCli cli = Objects.requireNonNull(bank);
    try (Interruption interruption = new Interruption();
        Bank opened = log.open(cli.err());
        BankKafka broker = kafka.open(log.data(), cli.err());
        RelayRun run = RelayRun.start(opened, broker, cli.err())) {
      if (once) {
        run.awaitAll(interruption::requested);
      } else {
        run.await(interruption::requested);
      }
      return ExitCode.OK;
    }
  }
}
