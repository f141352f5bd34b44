package dev.cairn.bank.cli;

import dev.cairn.bank.Bank;
import dev.cairn.bank.Bank.Schema;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JdbcUrl;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Says where the log is. */
public final class LogOptions {

  @ArgGroup(exclusive = true)
  private Where where = new Where();

  @Option(
      names = "--jdbc-user",
      paramLabel = "USER",
      defaultValue = "${env:CAIRN_POSTGRES_USER:-postgres}",
      description = "User for --jdbc-url; $CAIRN_POSTGRES_USER, or postgres, unless given. The"
          + " password is in $CAIRN_POSTGRES_PASSWORD.")
  private String user = "postgres";

  private static final class Where {

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Keep the data of the bank's own servers in DIR; .cairn unless given.")
    private Path data = Path.of(".cairn");

    @Option(
        names = "--jdbc-url",
        paramLabel = "URL",
        description = "Use the database at URL (jdbc:postgresql://host/database) instead.")
    private @Nullable String jdbcUrl;
  }

  /** The directory of the bank's own servers, unless it uses a database elsewhere. */
  public Optional<Path> data() {
    return where.jdbcUrl == null ? Optional.of(where.data) : Optional.empty();
  }

  /** Opens the bank, and makes or upgrades it first if need be. */
  public Bank open(PrintStream err) {
    if (where.jdbcUrl == null && !isThere()) {
      err.println("Making a PostgreSQL server in " + where.data + " ...");
    }
    return open(Schema.MIGRATED);
  }

  /** Opens the bank that is there, and changes nothing in it. */
  public Bank openExisting() {
    if (where.jdbcUrl == null && !isThere()) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "there is no bank in " + where.data + "; run 'bank import' first, or say --data DIR");
    }
    return open(Schema.AS_IT_IS);
  }

  private boolean isThere() {
    return Files.exists(Bank.serverIn(where.data));
  }

  private Bank open(Schema schema) {
    String url = where.jdbcUrl;
    return url == null ? Bank.at(where.data, schema) : connect(url, schema);
  }

  private Bank connect(String url, Schema schema) {
    if (!JdbcUrl.isUnderstood(url)) {
      // Without the URL, because a mistaken one may well have a password in it.
      throw new CommandFailedException(
          ExitCode.USAGE,
          "--jdbc-url takes jdbc:postgresql://host:port/database; the user goes into --jdbc-user, and"
              + " the password into $CAIRN_POSTGRES_PASSWORD");
    }
    String password = System.getenv("CAIRN_POSTGRES_PASSWORD");
    return Bank.connect(url, user, password == null ? "" : password, schema);
  }
}
