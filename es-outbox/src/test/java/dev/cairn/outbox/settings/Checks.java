package dev.cairn.outbox.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings with nothing to find in them, to be spoiled by a test in one place. */
final class Checks {

  private Checks() {}

  static Map<String, String> flawless() {
    return new TreeMap<>(Map.of(
        "bootstrap.servers", "127.0.0.1:9092",
        "compression.type", "lz4",
        "request.timeout.ms", "10000",
        "delivery.timeout.ms", "30000"));
  }

  /** Flawless ones, with SCRAM over TLS. */
  static Map<String, String> flawlessSasl() {
    Map<String, String> settings = flawless();
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"relay\""
            + " password=\"Xyzzy-71\";");
    return settings;
  }

  static List<Finding> of(Map<String, String> settings) {
    return of(settings, RelayWants.defaults());
  }

  static List<Finding> of(Map<String, String> settings, RelayWants wants) {
    return KafkaSettingsCheck.of(KafkaSettings.of(settings), wants).runOffline().findings();
  }

  /** Of flawless settings with these instead; null takes one out. */
  static List<Finding> with(String... keysAndValues) {
    return of(spoiled(flawless(), keysAndValues));
  }

  static Map<String, String> spoiled(Map<String, String> settings, String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings;
  }

  static Map<String, String> without(Map<String, String> settings, String key) {
    settings.remove(key);
    return settings;
  }
}
