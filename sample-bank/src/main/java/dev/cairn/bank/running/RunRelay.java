package dev.cairn.bank.running;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.KafkaOptions;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import dev.cairn.outbox.RelaySettings;
import java.time.Duration;
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
    versionProvider = BankVersion.class,
    description =
        "Publishes the events of the log to Kafka, each exactly once, until it is stopped.",
    footer = "%nSeveral may run on one log: one publishes, the others take over when it is gone.")
public final class RunRelay implements Callable<Integer> {

  @ParentCommand
  private @Nullable Console console;

  @Mixin
  private LogOptions log = new LogOptions();

  @Mixin
  private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--once", description = "End when all that is in the log has been published.")
  private boolean once;

  @Option(
      names = "--lease",
      paramLabel = "DURATION",
      description =
          "How long others wait before they take over from a relay that is gone; PT10S unless given.")
  private @Nullable Duration lease;

  @Mixin
  private Ending ending = new Ending();

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    try (Interruption interruption = new Interruption();
        Bank opened = log.open(cli.err());
        BankKafka broker = kafka.open(log.data(), cli.err());
        RelayRun run = RelayRun.start(opened, broker, settings(broker), cli.err())) {
      if (once) {
        run.awaitAll(interruption::requested);
      } else {
        run.await(ending.with(interruption));
      }
      return ExitCode.OK;
    }
  }

  private RelaySettings settings(BankKafka broker) {
    return lease == null ? broker.relay() : broker.relay().withLease(lease);
  }
}
