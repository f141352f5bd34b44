package dev.cairn.embedded;

import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A broker in a container. With {@link ContainerPostgres} the only class that needs Testcontainers, and
 * only when it is used.
 */
final class ContainerKafka implements KafkaServer {

  private final KafkaContainer container;
  private final ExternalKafka server;

  private ContainerKafka(KafkaContainer container) {
    this.container = container;
    this.server = new ExternalKafka(container.getBootstrapServers(), Map.of());
  }

  /**
   * @throws ServerUnavailableException if there is no Docker
   */
  static ContainerKafka start(String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw ContainerPostgres.noDocker();
    }
    KafkaContainer container = new KafkaContainer(image);
    container.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    container.start();
    return new ContainerKafka(container);
  }

  @Override
  public String bootstrapServers() {
    return server.bootstrapServers();
  }

  @Override
  public Map<String, Object> clientSettings() {
    return server.clientSettings();
  }

  @Override
  public Optional<EmbeddedKafka> embedded() {
    return Optional.empty();
  }

  /** Stops the container and deletes it. */
  @Override
  public void close() {
    container.stop();
  }
}
