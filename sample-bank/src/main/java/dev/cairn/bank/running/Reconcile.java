package dev.cairn.bank.running;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.KafkaOptions;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.outbox.reconciliation.Reconciliation;
import java.util.Locale;
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
    versionProvider = BankVersion.class,
    description =
        "Reads the log and Kafka from beginning to end, as any consumer of committed records"
            + " would, and compares them event by event.",
    footer = "%nWhat a running relay has not published yet is missing.")
public final class Reconcile implements Callable<Integer> {

  @ParentCommand
  private @Nullable Console console;

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
    Console cli = Objects.requireNonNull(console);
    try (Bank opened = log.openExisting();
        BankKafka broker = kafka.openExisting(log.data())) {
      Reconciliation result = broker.reconcile(opened);
      if (json) {
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("events", result.events());
        Reconciled.put(report, result);
        cli.out().println(report);
      } else {
        cli.out().println(String.format(Locale.ROOT, "%,d events in the log", result.events()));
        Reconciled.print(result, cli.out());
      }
      return result.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
