package dev.cairn.outbox.consumer;

import dev.cairn.InvalidInputException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of the three clients of Kafka, out of those that the application gives. */
final class ClientProperties {

  private final Map<String, ?> given;
  private final String group;

  ClientProperties(Map<String, ?> given, String group) {
    this.given = given;
    this.group = group;
  }

  /**
   * For the consumer.
   *
   * @throws InvalidInputException if the application asks for what would break a promise
   */
  Map<String, Object> consumer() {
    Map<String, Object> properties = new HashMap<>(given);
    require(properties, ConsumerConfig.GROUP_ID_CONFIG, group);
    require(properties, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    require(properties, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // Where to begin is decided here, and not by a client that finds no offset or a wrong one.
    require(properties, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    String bytes = ByteArrayDeserializer.class.getName();
    require(properties, ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
    require(properties, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
    properties.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    if (!isNewProtocol()) {
      // Members keep what they have while others come and go.
      properties.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    return properties;
  }

  /** For the producer of dead letters. */
  Map<String, Object> producer() {
    Map<String, Object> properties = those(ProducerConfig.configNames());
    String bytes = ByteArraySerializer.class.getName();
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, bytes);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, bytes);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    int patience = Math.toIntExact(DeadLetters.PATIENCE.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(patience));
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(patience / 2));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(patience));
    // What is too large is for the broker to say: the record came from there.
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(Integer.MAX_VALUE));
    return properties;
  }

  /** For the admin client that looks after the topics of dead letters. */
  Map<String, Object> admin() {
    Map<String, Object> properties = those(AdminClientConfig.configNames());
    properties.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        String.valueOf(DeadLetters.PATIENCE.toMillis()));
    properties.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        String.valueOf(DeadLetters.PATIENCE.toMillis() / 2));
    return properties;
  }

  /** How long a member may be silent between two polls. */
  Duration pollInterval() {
    return millis(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
  }

  /** How often a member shows that it lives, and hears whether it still is one. */
  Duration heartbeat() {
    return millis(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
  }

  private Duration millis(String name, long otherwise) {
    Object value = given.get(name);
    // The client has checked by now that it is a number.
    return Duration.ofMillis(
        value == null ? otherwise : Long.parseLong(value.toString().trim()));
  }

  private Map<String, Object> those(Set<String> known) {
    Map<String, Object> properties = new HashMap<>();
    given.forEach((name, value) -> {
      // A consumer's interceptors are none for a producer.
      if (known.contains(name) && !name.equals(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)) {
        properties.put(name, value);
      }
    });
    return properties;
  }

  private boolean isNewProtocol() {
    return String.valueOf(given.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))
        .toLowerCase(Locale.ROOT)
        .equals("consumer");
  }

  private static void require(Map<String, Object> properties, String name, String value) {
    Object other = properties.put(name, value);
    if (other != null && !text(other).equals(value)) {
      throw new InvalidInputException(
          "Kafka setting " + name,
          "is '" + text(other) + "'; an EventConsumer sets it to '" + value
              + "' and cannot do without");
    }
  }

  private static String text(Object value) {
    return value instanceof Class<?> type ? type.getName() : value.toString();
  }
}
