package dev.cairn.bank;

import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.EsEvents;
import dev.cairn.bank.cli.EsKafka;
import dev.cairn.bank.cli.EsLog;
import dev.cairn.bank.demo.Demo;
import dev.cairn.bank.importing.command.ImportTransactions;
import dev.cairn.bank.running.Reconcile;
import dev.cairn.bank.running.RunProjections;
import dev.cairn.bank.running.RunRelay;
import dev.cairn.bank.running.Serve;
import dev.cairn.bank.show.ShowAccount;
import dev.cairn.bank.show.ShowDailyTotals;
import dev.cairn.bank.show.ShowStatement;
import dev.cairn.bank.show.ShowTopAccounts;
import dev.cairn.bank.soak.Soak;
import dev.cairn.cli.EsCli;
import dev.cairn.cli.command.FailureReport;
import dev.cairn.cli.command.Terminal;
import dev.cairn.embedded.EmbeddedServerException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the bank. It knows all commands, and none of them knows it. */
@Command(
    name = "bank",
    description =
        "A bank on Cairn: real transactions in an event log on a real PostgreSQL, read models that follow it, all of it"
            + " published to a real Kafka.",
    subcommands = {
      Demo.class,
      Serve.class,
      ImportTransactions.class,
      ShowAccount.class,
      ShowStatement.class,
      ShowTopAccounts.class,
      ShowDailyTotals.class,
      RunRelay.class,
      RunProjections.class,
      Reconcile.class,
      Soak.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = BankVersion.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is as it should be",
      "1:a check failed, rows were rejected, log, file, read models and Kafka disagree, or there is no such account",
      "2:the command or the file cannot be understood",
      "3:the log or Kafka cannot be used",
      "69:Java or Maven is missing, or the build failed (from the launcher)",
      "70:a bug, with its stack trace",
      "130, 143:stopped by Ctrl-C or SIGTERM; what was done stays"
    })
public final class BankCli implements Console {

  private final PrintStream out;
  private final PrintStream err;

  private BankCli(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /** Runs one command. */
  static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine bank = new CommandLine(new BankCli(out, err))
        .addSubcommand(EsCli.of(EsLog::new)
            .withKafka(EsKafka::new)
            .withProjections(EsLog::new)
            .withSnapshots(EsLog::new)
            .withSchemas(EsEvents::new)
            .named("es"))
        .setOut(Terminal.writer(out))
        .setErr(Terminal.writer(err))
        .setUsageHelpAutoWidth(false);
    return new FailureReport("bank", List.of(EmbeddedServerException.class))
        .applyTo(bank)
        .execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public PrintStream err() {
    return err;
  }
}
