package dev.cairn.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * A real Kafka broker that this process runs in a JVM of its own, from Maven artifacts: durable, and
 * never alive without this process. It is a cluster of one node and listens on 127.0.0.1 only, where
 * every user of the machine can reach it.
 *
 * <p>When this process ends, in whatever way, the broker ends too. What it has acknowledged is there when
 * the directory is opened again. Like any Kafka it leaves writing to the disk to the operating system:
 * a crash of the whole machine can cost the last seconds, unless {@code log.flush.interval.messages} is 1.
 * May be used by several threads.
 */
public final class EmbeddedKafka implements KafkaServer {

  private final EmbeddedServer server;

  private EmbeddedKafka(EmbeddedServer server, EmbeddedKafkaOptions options) {
    this.server = server;
    boolean complete = false;
    try {
      ScramUsers.create(options.scramUsers(), this);
      complete = true;
    } finally {
      if (!complete) {
        server.close();
      }
    }
  }

  /** As {@link #at(Path, EmbeddedKafkaOptions)} with the defaults. */
  public static EmbeddedKafka at(Path directory) {
    return at(directory, EmbeddedKafkaOptions.defaults());
  }

  /**
   * Starts a broker whose data are in the directory; they are made if the directory is empty or not
   * there.
   *
   * @throws DirectoryInUseException if another broker works there, at once
   * @throws PortInUseException if the port is taken
   * @throws ServerStartException if the broker does not start
   * @throws ServerUnavailableException if the broker's libraries are not on the class path
   */
  public static EmbeddedKafka at(Path directory, EmbeddedKafkaOptions options) {
    return new EmbeddedKafka(
        EmbeddedServer.at(directory, files -> Broker.prepare(files, options)), options);
  }

  /** As {@link #ephemeral(EmbeddedKafkaOptions)} with the defaults. */
  public static EmbeddedKafka ephemeral() {
    return ephemeral(EmbeddedKafkaOptions.defaults());
  }

  /**
   * Starts a broker with data of its own that are deleted when it is closed, or when this process ends.
   * It is as durable as any other until then: {@link #kill} and {@link #start} lose nothing.
   */
  public static EmbeddedKafka ephemeral(EmbeddedKafkaOptions options) {
    return new EmbeddedKafka(
        EmbeddedServer.ephemeral(files -> Broker.prepare(files, options)), options);
  }

  /** Starts the broker again after {@link #kill} or {@link #stop}, on the same port; or does nothing. */
  public void start() {
    server.start();
  }

  /** Stops the broker in order; its port is kept for {@link #start}. */
  public void stop() {
    server.stop();
  }

  /** Stops the broker in order and starts it again, on the same port. */
  public void restart() {
    server.restart();
  }

  /** Kills the broker with SIGKILL, as a crash would, and returns when it is gone. */
  public void kill() {
    server.kill();
  }

  /** Whether the broker's process runs. */
  public boolean isRunning() {
    return server.isRunning();
  }

  /**
   * The id of the broker's process.
   *
   * @throws ServerUnavailableException if it does not run
   */
  public long pid() {
    return server.pid();
  }

  /** The port of 127.0.0.1 that the plain listener is on; the same after every {@link #start}. */
  public int port() {
    return server.port(BrokerSettings.PLAIN);
  }

  /** What holds the data, the log, the settings and the lock of this broker. */
  public Path directory() {
    return server.files().root();
  }

  /** The file with the broker's warnings and errors. */
  public Path logFile() {
    return server.files().log();
  }

  /** The address of the plain listener. */
  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  /**
   * The address of a listener that was added; the same after every {@link #start}.
   *
   * @throws InvalidServerOptionException if there is no such listener
   * @see EmbeddedKafkaOptions#withListener
   */
  public String bootstrapServers(String listener) {
    int port = listener.equals(BrokerSettings.CONTROLLER) ? 0 : server.port(listener);
    if (port == 0) {
      throw new InvalidServerOptionException("listener '" + listener + "'", "is not there");
    }
    return "127.0.0.1:" + port;
  }

  @Override
  public Map<String, Object> clientSettings() {
    return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
  }

  @Override
  public Optional<EmbeddedKafka> embedded() {
    return Optional.of(this);
  }

  /** Stops the broker; the data of an ephemeral one are deleted. A second time does nothing. */
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "Kafka at " + bootstrapServers() + " in " + directory();
  }
}
