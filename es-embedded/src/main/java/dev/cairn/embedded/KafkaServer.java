package dev.cairn.embedded;

import java.util.Map;
import java.util.Optional;

/**
 * A Kafka broker, or a cluster of them, to work with, wherever it comes from. Topics are not created by
 * merely being named.
 *
 * <p>May be used by several threads.
 */
public sealed interface KafkaServer extends AutoCloseable
    permits EmbeddedKafka, ExternalKafka, ContainerKafka, SharedKafka {

  /** Where clients begin: {@code host:port}, several separated by commas. */
  String bootstrapServers();

  /**
   * The settings that every client of this server needs, {@code bootstrap.servers} among them. They may
   * hold passwords.
   */
  Map<String, Object> clientSettings();

  /**
   * This server as one that can be killed and started again; empty if this process does not run it, or
   * if it is {@linkplain Servers#sharedKafka shared} and so is nobody's to kill.
   */
  Optional<EmbeddedKafka> embedded();

  /** Gives back what this process holds of the server. */
  @Override
  void close();
}
