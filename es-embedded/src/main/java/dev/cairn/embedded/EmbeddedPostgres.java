package dev.cairn.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A real PostgreSQL server that this process runs, from Maven artifacts: durable, and never alive
 * without this process. It listens on 127.0.0.1 only.
 *
 * <p>When this process ends, in whatever way, the server ends too. What was committed before is there
 * when the directory is opened again. May be used by several threads.
 */
public final class EmbeddedPostgres implements PostgresServer {

  private final EmbeddedServer server;
  private final String password;

  private EmbeddedPostgres(EmbeddedServer server) {
    this.server = server;
    this.password = identity().password();
  }

  /** As {@link #at(Path, EmbeddedPostgresOptions)} with the defaults. */
  public static EmbeddedPostgres at(Path directory) {
    return at(directory, EmbeddedPostgresOptions.defaults());
  }

  /**
   * Starts a server whose data are in the directory; they are made if the directory is empty or not
   * there.
   *
   * @throws DirectoryInUseException if another server works there, at once
   * @throws PortInUseException if the port is taken
   * @throws ServerStartException if the server does not start
   * @throws UnsupportedPlatformException if there are no binaries for this machine
   * @throws RootUserException if this process is root and no way to give that up works
   */
  public static EmbeddedPostgres at(Path directory, EmbeddedPostgresOptions options) {
    return at(directory, options, RootDrop::choose);
  }

  static EmbeddedPostgres at(
      Path directory, EmbeddedPostgresOptions options, Supplier<RootDrop> rootDrop) {
    return new EmbeddedPostgres(
        EmbeddedServer.at(directory, files -> Postmaster.prepare(files, options, false, rootDrop)));
  }

  /** As {@link #ephemeral(EmbeddedPostgresOptions)} with the defaults. */
  public static EmbeddedPostgres ephemeral() {
    return ephemeral(EmbeddedPostgresOptions.defaults());
  }

  /**
   * Starts a server with data of its own that are deleted when it is closed, or when this process ends.
   * It is as durable as any other until then: {@link #kill} and {@link #start} lose nothing.
   */
  public static EmbeddedPostgres ephemeral(EmbeddedPostgresOptions options) {
    return new EmbeddedPostgres(EmbeddedServer.ephemeral(
        files -> Postmaster.prepare(files, options, true, RootDrop::choose)));
  }

  /** As {@link #standbyOf(EmbeddedPostgres, Path, String, EmbeddedPostgresOptions)} with the defaults. */
  public static EmbeddedPostgres standbyOf(
      EmbeddedPostgres primary, Path directory, String applicationName) {
    return standbyOf(primary, directory, applicationName, EmbeddedPostgresOptions.defaults());
  }

  /**
   * Copies a running server and starts the copy as its hot standby, which follows it by streaming
   * replication. It takes part in {@code synchronous_standby_names} under its application name. A
   * replication slot of the same name keeps for it, on the primary, what it has not received yet.
   *
   * <p>Opened by {@link #at} later, the directory is a standby of the same primary again, as long as
   * that one has kept its port.
   *
   * @param primary with tablespaces of its own it cannot be copied
   * @param directory without data
   * @param applicationName 1 to 40 lower-case letters, digits and underscores
   * @param options {@code max_connections} and the like may not be lower than on the primary
   * @throws DirectoryInUseException if another server works there, at once
   * @throws ServerRefusedException if the primary does not let itself be copied
   * @throws ServerStartException if the standby does not start
   */
  public static EmbeddedPostgres standbyOf(
      EmbeddedPostgres primary,
      Path directory,
      String applicationName,
      EmbeddedPostgresOptions options) {
    return new EmbeddedPostgres(EmbeddedServer.at(directory, files -> {
      new StandbyData(primary, applicationName).makeIn(files);
      return Postmaster.prepare(files, options, false, RootDrop::choose);
    }));
  }

  /** Starts the server again after {@link #kill} or {@link #stop}, on the same port; or does nothing. */
  public void start() {
    server.start();
  }

  /** Stops the server in order; its port is kept for {@link #start}. Open connections are cut. */
  public void stop() {
    server.stop();
  }

  /** Stops the server in order and starts it again, on the same port. */
  public void restart() {
    server.restart();
  }

  /** Kills the server with SIGKILL, as a crash would, and returns when it is gone. */
  public void kill() {
    server.kill();
  }

  /** Whether the server process runs. */
  public boolean isRunning() {
    return server.isRunning();
  }

  /**
   * The id of the server's first process, the postmaster.
   *
   * @throws ServerUnavailableException if it does not run
   */
  public long pid() {
    return server.pid();
  }

  /** The port of 127.0.0.1 that the server listens on; the same after every {@link #start}. */
  public int port() {
    return server.port(Postmaster.PORT);
  }

  ServerIdentity identity() {
    return ServerIdentity.read(files().identity());
  }

  ServerDirectory files() {
    return server.files();
  }

  /** What holds the data, the log, the password and the lock of this server. */
  public Path directory() {
    return files().root();
  }

  /** The file that the server logs into. */
  public Path logFile() {
    return files().log();
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + Jdbc.encoded(database);
  }

  @Override
  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  @Override
  public String username() {
    return ServerIdentity.USER;
  }

  @Override
  public String password() {
    return password;
  }

  @Override
  public Optional<EmbeddedPostgres> embedded() {
    return Optional.of(this);
  }

  /** Stops the server; the data of an ephemeral one are deleted. A second time does nothing. */
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "PostgreSQL at " + jdbcUrl() + " in " + directory();
  }
}
