package dev.cairn.embedded;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A server in a container. Needs Testcontainers only when it is used: whoever
 * does not ask for a container does not have to have the library.
 */
final class ContainerPostgres implements PostgresServer {

  private final PostgreSQLContainer container;
  private final ExternalPostgres server;

  private ContainerPostgres(PostgreSQLContainer container) {
    this.container = container;
    this.server = new ExternalPostgres(
        container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  /**
   * @throws ServerUnavailableException if there is no Docker
   */
  static ContainerPostgres start(String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw noDocker();
    }
    PostgreSQLContainer container = new PostgreSQLContainer(image);
    container.start();
    return new ContainerPostgres(container);
  }

  static ServerUnavailableException noDocker() {
    return new ServerUnavailableException(
        "A container was asked for, and there is no Docker here. Start Docker, or leave the choice of"
            + " a server unset for an embedded one.",
        null);
  }

  @Override
  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  @Override
  public String jdbcUrl(String database) {
    return server.jdbcUrl(database);
  }

  @Override
  public String username() {
    return server.username();
  }

  @Override
  public String password() {
    return server.password();
  }

  @Override
  public Optional<EmbeddedPostgres> embedded() {
    return Optional.empty();
  }

  /** Stops the container and deletes it. */
  @Override
  public void close() {
    container.stop();
  }
}
