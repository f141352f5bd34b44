package dev.cairn.bank;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.cairn.CairnException;
import dev.cairn.embedded.EmbeddedServerException;
import dev.cairn.outbox.settings.KafkaSettingsRefusedException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of the bank. */
@Command(
    name = "bank",
    description =
        "A bank on Cairn: real transactions in an event log on a real PostgreSQL, read models that follow it, all of it"
            + " published to a real Kafka.",
    subcommands = {
      ImportTransactions.class,
      ShowAccount.class,
      ShowStatement.class,
      ShowTopAccounts.class,
      ShowDailyTotals.class,
      RunRelay.class,
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

  static final int DONE = 0;
  static final int REJECTED = 1;
  static final int USAGE = 2;
  static final int UNAVAILABLE = 3;
  private static final int BUG = 70;

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
    return new CommandLine(new BankCli(out, err))
        .setOut(writer(out))
        .setErr(writer(err))
        .setParameterExceptionHandler(BankCli::misunderstood)
        .setExecutionExceptionHandler(BankCli::failed)
        .setUsageHelpAutoWidth(false)
        .execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  /** Where results go. */
  PrintStream out() {
    return out;
  }

  /** Where everything else goes. */
  PrintStream err() {
    return err;
  }

  private static int misunderstood(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("bank: " + firstLine(e));
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return USAGE;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof BankFailure failure) {
      command.getErr().println("bank: " + failure.getMessage());
      return failure.exitCode();
    }
    if (e instanceof PoolInitializationException && e.getCause() instanceof SQLException cause) {
      command.getErr().println("bank: the database cannot be used: " + firstLine(cause));
      return UNAVAILABLE;
    }
    if (e instanceof KafkaSettingsRefusedException) {
      command.getErr().println("bank: " + e.getMessage());
      return USAGE;
    }
    if (e instanceof CairnException || e instanceof EmbeddedServerException) {
      command.getErr().println("bank: " + firstLine(e));
      return UNAVAILABLE;
    }
    if (e instanceof KafkaException) {
      command.getErr().println("bank: Kafka cannot be used: " + firstLine(innermost(e)));
      return UNAVAILABLE;
    }
    command.getErr().println("bank: this is a bug, please report it");
    e.printStackTrace(command.getErr());
    return BUG;
  }

  /** Kafka's clients wrap what went wrong in what they were doing. */
  private static Throwable innermost(Throwable e) {
    return e.getCause() == null ? e : innermost(e.getCause());
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
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
