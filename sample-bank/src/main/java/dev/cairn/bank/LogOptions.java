package dev.cairn.bank;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Says where the log is. */
final class LogOptions {

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
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new BankFailure(
          BankCli.USAGE, "a JDBC URL for PostgreSQL begins with jdbc:postgresql:, not " + url);
    }
    String password = System.getenv("CAIRN_POSTGRES_PASSWORD");
    return Bank.connect(url, user, password == null ? "" : password);
  }
}
