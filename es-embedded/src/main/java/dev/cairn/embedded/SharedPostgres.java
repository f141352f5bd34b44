package dev.cairn.embedded;

import java.util.Optional;

/**
 * A server that many use and nobody stops.
 *
 * @param server ends with this process
 */
record SharedPostgres(PostgresServer server) implements PostgresServer {

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

  /** Does nothing: others use it, too. */
  @Override
  public void close() {}
}
