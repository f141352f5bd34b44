package dev.cairn.bank;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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

  @Option(
      names = "--until-input-ends",
      hidden = true,
      description = "End when standard input does: with the process that has started this one.")
  private boolean untilInputEnds;

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
        run.await(untilInputEnds ? endOfInput(interruption) : interruption::requested);
      }
      return ExitCode.OK;
    }
  }

  private static BooleanSupplier endOfInput(Interruption interruption) {
    AtomicBoolean ended = new AtomicBoolean();
    Thread reading = new Thread(
        () -> {
          try {
            while (System.in.read() >= 0) {
              // Nothing is ever said there.
            }
          } catch (IOException e) {
            // That is an end, too.
          }
          ended.set(true);
        },
        "end-of-input");
    reading.setDaemon(true);
    reading.start();
    return () -> ended.get() || interruption.requested();
  }
}
