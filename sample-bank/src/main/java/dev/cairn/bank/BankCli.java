package dev.cairn.bank;

import dev.cairn.cli.EsCli;
import dev.cairn.cli.command.FailureReport;
import dev.cairn.cli.command.Terminal;
import dev.cairn.embedded.EmbeddedServerException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line of the bank. */
@Command(
    name = "bank",
    description =
        "A bank on Cairn: real transactions in an event log on a real PostgreSQL, read models that follow it, all of it"
            + " published to a real Kafka.",
    subcommands = {
      Demo.class,
      ImportTransactions.class,
      ShowAccount.class,
      ShowStatement.class,
      ShowTopAccounts.class,
      ShowDailyTotals.class,
      RunRelay.class,
      RunProjections.class,
      Soak.class,
      Serve.class,
      Reconcile.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = BankCli.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is as it should be",
      "1:rows were rejected, log, file, read models and Kafka disagree, or there is no such account",
      "2:the command or the file cannot be understood",
      "3:the log or Kafka cannot be used",
      "69:Java or Maven is missing, or the build failed (from the launcher)",
      "70:a bug, with its stack trace",
      "130, 143:stopped by Ctrl-C or SIGTERM; what was done stays"
    })
public final class BankCli {

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
        .addSubcommand(EsCli.of(BankLog::new)
            .withKafka(BankPublishing::new)
            .withProjections(BankLog::new)
            .withSnapshots(BankLog::new)
            .named("es"))
        .setOut(Terminal.writer(out))
        .setErr(Terminal.writer(err))
        .setUsageHelpAutoWidth(false);
    return new FailureReport("bank", List.of(EmbeddedServerException.class))
        .applyTo(bank)
        .execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  /** Where results go. */
  PrintStream out() {
    return out;
  }

  /** Where everything else goes. */
  PrintStream err() {
    return err;
  }

  /** Says which version this is. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = BankCli.class.getPackage().getImplementationVersion();
      return new String[] {"bank " + (version == null ? "(not packaged)" : version)};
    }
  }
}
