package dev.cairn.cli;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JdbcUrl;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.SnapshotAccess;
import dev.cairn.event.EventCodec;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.projection.Projection;
import dev.cairn.snapshot.Snapshotted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for an application that has none of its own: {@code --jdbc-url} and what goes with it. */
public final class PostgresLogOptions implements ProjectionAccess, SnapshotAccess {

  private static final String PASSWORD = "CAIRN_POSTGRES_PASSWORD";
  private static final String CONNECT_SECONDS = "10";

  private final EventCodec codec;
  private final Function<PostgresEventStore, List<Projection>> projections;
  private final List<Snapshotted<?>> snapshotted;

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      defaultValue = "${env:CAIRN_POSTGRES_URL:-}",
      description = "The database: jdbc:postgresql://host:port/database; $CAIRN_POSTGRES_URL unless"
          + " given.")
  private String url = "";

  @Option(
      names = "--user",
      paramLabel = "USER",
      defaultValue = "${env:CAIRN_POSTGRES_USER:-postgres}",
      description = "Who connects; $CAIRN_POSTGRES_USER, or postgres, unless given. The password is"
          + " in $CAIRN_POSTGRES_PASSWORD.")
  private String user = "postgres";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Take the password from the first line of FILE instead.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--schema",
      paramLabel = "SCHEMA",
      defaultValue = "cairn",
      description = "The schema of the log; ${DEFAULT-VALUE} unless given.")
  private String schema = "cairn";

  /**
   * @param codec reads the metadata of events; payloads are shown as they are stored
   * @param projections as the application runs them, for commands that work on projections
   */
  public PostgresLogOptions(EventCodec codec, Projection... projections) {
    this(codec, List.of(projections), List.of());
  }

  /**
   * @param codec reads the metadata of events, and their payloads where aggregates are loaded
   * @param projections as the application runs them, for commands that work on projections
   * @param snapshotted as the application has them, for commands that work on snapshots
   */
  public PostgresLogOptions(
      EventCodec codec, List<Projection> projections, List<? extends Snapshotted<?>> snapshotted) {
    this(codec, store -> List.copyOf(projections), snapshotted);
  }

  /**
   * @param codec reads the metadata of events, and their payloads where aggregates are loaded
   * @param projections as the application runs them; processes need the log to which they send
   * @param snapshotted as the application has them, for commands that work on snapshots
   */
  public PostgresLogOptions(
      EventCodec codec,
      Function<PostgresEventStore, List<Projection>> projections,
      List<? extends Snapshotted<?>> snapshotted) {
    this.codec = codec;
    this.projections = projections;
    this.snapshotted = List.copyOf(snapshotted);
  }

  @Override
  public List<Snapshotted<?>> snapshotted() {
    return snapshotted;
  }

  @Override
  public List<Projection> projections(PostgresEventStore store) {
    return projections.apply(store);
  }

  @Override
  public LogConnection open() {
    PostgresSettings settings = PostgresSettings.defaults()
        .withSchema(schema)
        .withRecovery(Duration.ofSeconds(5))
        .withoutRevisionCheck();
    String password = password();
    requireReachable(password);
    PostgresEventStore store = PostgresEventStore.connect(url, user, password, codec, settings);
    return new LogConnection(store, store::close);
  }

  /** Somebody waits for the answer: a database that is away is said to be so at once. */
  private void requireReachable(String password) {
    if (!JdbcUrl.isUnderstood(url)) {
      // Without the URL, because a mistaken one may well have a password in it.
      throw new CommandFailedException(
          ExitCode.USAGE,
          "--jdbc-url takes jdbc:postgresql://host:port/database; the user goes into --user, and the"
              + " password into $" + PASSWORD + " or --password-file");
    }
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("loginTimeout", CONNECT_SECONDS);
    try {
      DriverManager.getConnection(url, properties).close();
    } catch (SQLException e) {
      throw new CommandFailedException(
          ExitCode.UNAVAILABLE, "the database cannot be used: " + e.getMessage());
    }
  }

  private String password() {
    if (passwordFile == null) {
      String password = System.getenv(PASSWORD);
      return password == null ? "" : password;
    }
    try {
      return Files.readString(passwordFile).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new CommandFailedException(
          ExitCode.USAGE, "the file of the password cannot be read: " + e);
    }
  }
}
