package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** A cluster that somebody else runs; its user has to have the right to create topics. */
final class ExternalKafka implements KafkaServer {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private final Map<String, Object> settings;

  /**
   * @param settings what clients need besides the bootstrap servers
   */
  ExternalKafka(String bootstrapServers, Map<String, String> settings) {
    Map<String, Object> all = new TreeMap<>(settings);
    all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    this.bootstrapServers = bootstrapServers;
    this.settings = Collections.unmodifiableMap(all);
  }

  /**
   * A cluster that answers.
   *
   * @param bootstrapServers may be empty if the file names them
   * @param file a properties file with what clients need; empty for none
   * @throws InvalidServerOptionException if neither names bootstrap servers, or the file cannot be read
   * @throws ServerUnavailableException if it does not answer
   */
  static ExternalKafka connect(String bootstrapServers, String file) {
    Map<String, String> settings = file.isEmpty() ? Map.of() : read(file);
    String servers = bootstrapServers.isEmpty()
        ? settings.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "")
        : bootstrapServers;
    if (servers.isEmpty()) {
      throw new InvalidServerOptionException(
          "cairn.kafka",
          "is external, and neither cairn.kafka.bootstrap nor bootstrap.servers in the file"
              + " cairn.kafka.properties says which server");
    }
    ExternalKafka server = new ExternalKafka(servers, settings);
    server.requireAnswer();
    return server;
  }

  private static Map<String, String> read(String file) {
    try {
      return new PropertiesFile(Path.of(file)).read();
    } catch (IOException | InvalidPathException e) {
      throw new InvalidServerOptionException(
          "cairn.kafka.properties", "names a file that cannot be read: " + e);
    }
  }

  private void requireAnswer() {
    Map<String, Object> impatient = new TreeMap<>(settings);
    impatient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (Admin admin = Admin.create(impatient)) {
      admin.describeCluster().nodes().get();
    } catch (ExecutionException | KafkaException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private ServerUnavailableException unavailable(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return new ServerUnavailableException(
        "The Kafka cluster at " + bootstrapServers + " does not answer: " + cause.getMessage(), e);
  }

  @Override
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public Map<String, Object> clientSettings() {
    return settings;
  }

  @Override
  public Optional<EmbeddedKafka> embedded() {
    return Optional.empty();
  }

  /** Does nothing: others run it. */
  @Override
  public void close() {}
}
