package dev.cairn.embedded;

import java.net.URI;
import java.nio.file.Path;

/**
 * A real schema registry, Apicurio Registry 3, that this process runs in a JVM of its own and that is
 * never alive without this process. It listens on 127.0.0.1 only, where every user of the machine can
 * reach it, without a login.
 *
 * <p>The registry is not among the libraries of this module, for it is larger than all of them together:
 * whoever wants one unpacks {@code io.apicurio:apicurio-registry-app}, type {@code tar.gz}, classifier
 * {@code all}, and says where it is. Version 3.0.9 runs on Java 17.
 *
 * <p>When this process ends, in whatever way, the registry ends too. Its schemas, and their ids, are
 * there when the directory is opened again. May be used by several threads.
 */
public final class EmbeddedSchemaRegistry implements AutoCloseable {

  private final EmbeddedServer server;

  private EmbeddedSchemaRegistry(EmbeddedServer server) {
    this.server = server;
  }

  /** As {@link #at(Path, Path, EmbeddedSchemaRegistryOptions)} with the defaults. */
  public static EmbeddedSchemaRegistry at(Path directory, Path program) {
    return at(directory, program, EmbeddedSchemaRegistryOptions.defaults());
  }

  /**
   * Starts a registry whose data are in the directory; they are made if the directory is empty or not
   * there.
   *
   * @param program the directory that the registry was unpacked into
   * @throws DirectoryInUseException if another registry works there, at once
   * @throws PortInUseException if the port is taken
   * @throws ServerStartException if the registry does not start
   * @throws ServerUnavailableException if there is no registry in the program's directory
   */
  public static EmbeddedSchemaRegistry at(
      Path directory, Path program, EmbeddedSchemaRegistryOptions options) {
    return new EmbeddedSchemaRegistry(
        EmbeddedServer.at(directory, files -> Registry.prepare(files, program, options)));
  }

  /** As {@link #ephemeral(Path, EmbeddedSchemaRegistryOptions)} with the defaults. */
  public static EmbeddedSchemaRegistry ephemeral(Path program) {
    return ephemeral(program, EmbeddedSchemaRegistryOptions.defaults());
  }

  /**
   * Starts a registry with data of its own that are deleted when it is closed, or when this process
   * ends. It is as durable as any other until then: {@link #kill} and {@link #start} lose nothing.
   */
  public static EmbeddedSchemaRegistry ephemeral(
      Path program, EmbeddedSchemaRegistryOptions options) {
    return new EmbeddedSchemaRegistry(
        EmbeddedServer.ephemeral(files -> Registry.prepare(files, program, options)));
  }

  /** Starts the registry again after {@link #kill} or {@link #stop}, on the same port; or does nothing. */
  public void start() {
    server.start();
  }

  /** Stops the registry in order; its port is kept for {@link #start}. */
  public void stop() {
    server.stop();
  }

  /** Kills the registry with SIGKILL, as a crash would, and returns when it is gone. */
  public void kill() {
    server.kill();
  }

  /** Whether the registry's process runs. */
  public boolean isRunning() {
    return server.isRunning();
  }

  /**
   * The id of the registry's process.
   *
   * @throws ServerUnavailableException if it does not run
   */
  public long pid() {
    return server.pid();
  }

  /** The port of 127.0.0.1 that it listens on; the same after every {@link #start}. */
  public int port() {
    return server.port(Registry.HTTP);
  }

  /** The address of the interface that clients of most registries speak. */
  public URI url() {
    return Registry.url(port());
  }

  /** What holds the data, the log and the lock of this registry. */
  public Path directory() {
    return server.files().root();
  }

  /** The file with what the registry logs. */
  public Path logFile() {
    return server.files().log();
  }

  /** Stops the registry; the data of an ephemeral one are deleted. A second time does nothing. */
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "Schema registry at " + url() + " in " + directory();
  }
}
