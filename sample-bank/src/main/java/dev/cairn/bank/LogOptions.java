package dev.cairn.bank;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Says where the log is. */
final class LogOptions {

  /** Stricter than the driver, which takes part of a password before an @ for a port and warns of it. */
  private static final Pattern JDBC_URL =
      Pattern.compile("jdbc:postgresql:(//(HOST(:[0-9]+)?(,HOST(:[0-9]+)?)*)?/)?[^/@:?]*([?].*)?"
          .replace("HOST", "([\\w.-]+|\\[[\\w.:%]+])"));

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
        description = "Keep the data of the bank's own PostgreSQL in DIR; .cairn unless given.")
    private Path data = Path.of(".cairn");

    @Option(
        names = "--jdbc-url",
        paramLabel = "URL",
        description = "Use the database at URL (jdbc:postgresql://host/database) instead.")
    private @Nullable String jdbcUrl;
  }

  /** Opens the bank, and makes it first if need be. */
  Bank open(PrintStream err) {
    String url = where.jdbcUrl;
    if (url != null) {
      return connect(url);
    }
    if (!Files.exists(where.data)) {
      err.println("Making a PostgreSQL server in " + where.data + " ...");
    }
    return Bank.at(where.data);
  }

  /** Opens the bank that is there. */
  Bank openExisting(PrintStream err) {
    if (where.jdbcUrl == null && !Files.exists(where.data)) {
      throw new BankFailure(
          BankCli.REJECTED,
          "there is no bank in " + where.data + "; run 'bank import' first, or say --data DIR");
    }
    return open(err);
  }

  private Bank connect(String url) {
    if (!isUnderstood(url)) {
      // Without the URL, because a mistaken one may well have a password in it.
      throw new BankFailure(
          BankCli.USAGE,
          "--jdbc-url takes jdbc:postgresql://host:port/database; the user goes into --jdbc-user, and"
              + " the password into $CAIRN_POSTGRES_PASSWORD");
    }
    String password = System.getenv("CAIRN_POSTGRES_PASSWORD");
    return Bank.connect(url, user, password == null ? "" : password);
  }

  private static boolean isUnderstood(String url) {
    try {
      return JDBC_URL.matcher(url).matches() && DriverManager.getDriver(url) != null;
    } catch (SQLException noDriverTakesIt) {
      return false;
    }
  }
}
