package dev.cairn.bank;

import dev.cairn.cli.command.ExitCode;
import dev.cairn.outbox.reconciliation.Reconciliation;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bank reconcile}: compares the log with what consumers see in Kafka. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    versionProvider = BankCli.Version.class,
    description =
        "Reads the log and Kafka from beginning to end, as any consumer of committed records"
            + " would, and compares them event by event.",
    footer = "%nWhat a running relay has not published yet is missing.")
final class Reconcile implements Callable<Integer> {

  @ParentCommand
  private @Nullable BankCli bank;

  @Mixin
  private LogOptions log = new LogOptions();

  @Mixin
  private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--json",
      description = "Write the result as one JSON object to standard output, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    BankCli cli = Objects.requireNonNull(bank);
    try (Bank opened = log.openExisting();
        BankKafka broker = kafka.openExisting(log.data())) {
      Reconciliation result = broker.reconcile(opened);
      if (json) {
        cli.out().println(ReportJson.of(result));
      } else {
        ReportText.print(result, cli.out());
      }
      return result.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
