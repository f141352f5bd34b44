package dev.cairn.bank.importing.command;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.KafkaOptions;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.bank.importing.Import;
import dev.cairn.bank.importing.ImportProgress;
import dev.cairn.bank.importing.NotATransactionFileException;
import dev.cairn.bank.importing.TransactionFile;
import dev.cairn.bank.running.ReadModelRun;
import dev.cairn.bank.running.RelayRun;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.ProgressDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code bank import}: plays a file of transactions and compares the log and the balances with it. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description =
        "Plays every transaction of a file as a command while the read models follow, then compares"
            + " the log and the balances with the file.",
    footer = "%nThe same file again appends nothing; after an interruption, what is missing.")
public final class ImportTransactions implements Callable<Integer> {

  @ParentCommand
  private @Nullable Console console;

  @Mixin
  private LogOptions log = new LogOptions();

  @Mixin
  private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--relay",
      description = "Publish the log to Kafka at the same time, then compare the two.")
  private boolean relay;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Transactions in the format of the PKDD'99 bank data set (trans.asc); a small"
          + " file of invented ones unless given.")
  private @Nullable Path file;

  @Option(
      names = "--json",
      description = "Write the summary as one JSON object to standard output, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    try {
      TransactionFile transactions = transactions();
      transactions.check();
      return play(cli, transactions);
    } catch (NotATransactionFileException e) {
      throw new CommandFailedException(ExitCode.USAGE, e);
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.USAGE, "the file cannot be read: " + e);
    }
  }

  private int play(Console cli, TransactionFile transactions) throws IOException {
    try (Interruption interruption = new Interruption()) {
      ImportReport report = run(cli, transactions, interruption);
      if (json) {
        cli.out().println(ImportJson.of(report));
      } else {
        ImportText.print(report, cli.out());
      }
      return report.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private ImportReport run(Console cli, TransactionFile transactions, Interruption interruption)
      throws IOException {
    try (Bank opened = log.open(cli.err())) {
      if (!relay) {
        return imported(opened, cli, transactions, interruption);
      }
      try (BankKafka broker = kafka.open(log.data(), cli.err())) {
        ImportReport report;
        boolean published;
        try (RelayRun run = RelayRun.start(opened, broker, cli.err())) {
          report = imported(opened, cli, transactions, interruption);
          published = run.awaitAll(interruption::requested);
        }
        return published ? report.withPublished(broker.reconcile(opened)) : report;
      }
    }
  }

  private static ImportReport imported(
      Bank opened, Console cli, TransactionFile transactions, Interruption interruption)
      throws IOException {
    try (ReadModelRun readModels = ReadModelRun.start(opened)) {
      Import played = played(opened, cli, transactions, interruption);
      long end = System.nanoTime();
      boolean upToDate = readModels.awaitAll(interruption::requested);
      Duration behind = Duration.ofNanos(System.nanoTime() - end);
      ImportReport report = new ImportReport(played.summary(), null, null);
      return upToDate
          ? report.withReadModels(expected -> ReadModelReport.of(opened, behind, expected))
          : report;
    }
  }

  private static Import played(
      Bank opened, Console cli, TransactionFile transactions, Interruption interruption)
      throws IOException {
    ImportProgress progress = new ImportProgress(transactions);
    try (ProgressDisplay display =
        ProgressDisplay.of(new ShownProgress(progress), Terminal.writer(cli.err()))) {
      Import playing = new Import(
          opened.store(),
          opened.commands(),
          transactions,
          progress,
          problem -> display.say(problem.toString()));
      playing.play(interruption::requested);
      return playing;
    }
  }

  private TransactionFile transactions() throws IOException {
    if (file == null) {
      return TransactionFile.bundled();
    }
    if (!Files.exists(file)) {
      throw new CommandFailedException(ExitCode.USAGE, "there is no file " + file);
    }
    // A pipe could not be opened again after the look at its header.
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CommandFailedException(ExitCode.USAGE, file + " is not a file that can be read");
    }
    return TransactionFile.at(file);
  }
}
