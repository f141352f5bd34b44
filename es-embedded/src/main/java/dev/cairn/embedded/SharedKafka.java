package dev.cairn.embedded;

import java.util.Map;
import java.util.Optional;

/**
 * A server that many use and nobody stops.
 *
 * @param server ends with this process
 */
record SharedKafka(KafkaServer server) implements KafkaServer {

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

  /** Does nothing: others use it, too. */
  @Override
  public void close() {}
}
