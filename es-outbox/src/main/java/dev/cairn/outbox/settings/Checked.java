package dev.cairn.outbox.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What is checked: settings as they take effect, with Kafka's defaults, and what the relay wants. */
record Checked(KafkaSettings settings, RelayWants wants) {

  boolean has(String key) {
    return given().containsKey(key);
  }

  /** Whether it is there and says something. */
  boolean says(String key) {
    return !given().getOrDefault(key, "").isBlank();
  }

  SortedMap<String, String> given() {
    return settings.values();
  }

  /** Whether only Kafka will know the value, from a provider of its own. */
  boolean isLeftToKafka(String key) {
    return has(AbstractConfig.CONFIG_PROVIDERS_CONFIG)
        && given().getOrDefault(key, "").contains("${");
  }

  /** Empty if nothing was set and there is no default either. */
  String text(String key) {
    String value = set(key);
    return value == null ? String.valueOf(standard(key)) : value.strip();
  }

  /** In the unit of Kafka; where what was set is no number, Kafka's default. */
  long number(String key) {
    return parsed(key).map(value -> ((Number) value).longValue()).orElse(0L);
  }

  boolean flag(String key) {
    return parsed(key).map(Boolean.TRUE::equals).orElse(false);
  }

  private Optional<Object> parsed(String key) {
    return KafkaClient.key(key).map(known -> {
      String value = set(key);
      try {
        return value == null ? known.defaultValue : ConfigDef.parseType(key, value, known.type);
      } catch (ConfigException e) {
        return known.defaultValue; // ValueRule has it
      }
    });
  }

  /** By the application, or by the relay. */
  private @Nullable String set(String key) {
    return given().getOrDefault(key, RelayDefaults.OF_PRODUCER.get(key));
  }

  private static Object standard(String key) {
    @Nullable Object value = KafkaClient.key(key).map(Checked::defaultOf).orElse(null);
    return value == null ? "" : value;
  }

  private static @Nullable Object defaultOf(ConfigKey key) {
    return key.hasDefault() ? key.defaultValue : null;
  }

  /** {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}. */
  String protocol() {
    return text("security.protocol").toUpperCase(Locale.ROOT);
  }

  boolean tls() {
    return protocol().endsWith("SSL");
  }

  boolean sasl() {
    return protocol().startsWith("SASL_");
  }

  List<BrokerAddress> brokers() {
    return BrokerAddress.list(given());
  }

  Duration transactionTimeout() {
    return has("transaction.timeout.ms")
        ? Duration.ofMillis(number("transaction.timeout.ms"))
        : wants.transactionTimeout();
  }

  /** As the producer raises it by itself where it was not set. */
  Duration deliveryTimeout() {
    long atLeast = number("linger.ms") + number("request.timeout.ms");
    return Duration.ofMillis(Math.max(number("delivery.timeout.ms"), atLeast));
  }

  /** Settings under these, which take effect only with some other one. */
  Map<String, String> under(String prefix) {
    return given().subMap(prefix, prefix + Character.MAX_VALUE);
  }
}
