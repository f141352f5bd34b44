package dev.cairn.embedded;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** What the broker is told: one node that is broker and controller, on 127.0.0.1 only. */
final class BrokerSettings {

  static final String PLAIN = "PLAINTEXT";
  static final String CONTROLLER = "CONTROLLER";
  static final int NODE = 1;

  /** For one node, which would otherwise wait for others; each may be changed. */
  static final Map<String, String> DEFAULTS = defaults();

  private BrokerSettings() {}

  private static Map<String, String> defaults() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304"); // instead of 128 MB
    // After a crash the node is let in again when its last session has timed out.
    settings.put("broker.heartbeat.interval.ms", "100");
    settings.put("broker.session.timeout.ms", "1000");
    return settings;
  }

  static Map<String, String> of(EmbeddedKafkaOptions options, ServerDirectory files, Ports ports) {
    Map<String, String> all = new LinkedHashMap<>();
    options.listeners().forEach((name, protocol) -> secure(all, name, protocol));
    all.putAll(options.settings());
    all.put("process.roles", "broker,controller");
    all.put("node.id", String.valueOf(NODE));
    all.put("controller.quorum.voters", NODE + "@127.0.0.1:" + ports.of(CONTROLLER));
    all.put("controller.listener.names", CONTROLLER);
    all.put("inter.broker.listener.name", PLAIN);
    all.put(
        "listeners",
        ports.numbers().entrySet().stream()
            .map(port -> port.getKey() + "://127.0.0.1:" + port.getValue())
            .collect(Collectors.joining(",")));
    all.put("listener.security.protocol.map", protocols(options.listeners()));
    all.put("log.dirs", files.data().toString());
    return all;
  }

  private static String protocols(Map<String, SecurityProtocol> listeners) {
    Map<String, SecurityProtocol> all = new LinkedHashMap<>(listeners);
    all.put(PLAIN, SecurityProtocol.PLAINTEXT);
    all.put(CONTROLLER, SecurityProtocol.PLAINTEXT);
    return all.entrySet().stream()
        .map(listener -> listener.getKey() + ":" + listener.getValue().name)
        .collect(Collectors.joining(","));
  }

  private static void secure(Map<String, String> all, String name, SecurityProtocol protocol) {
    String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
    if (protocol == SecurityProtocol.SASL_PLAINTEXT || protocol == SecurityProtocol.SASL_SSL) {
      all.put(prefix + "sasl.enabled.mechanisms", ScramUsers.MECHANISM.mechanismName());
      all.put(
          prefix + ScramUsers.MECHANISM.mechanismName().toLowerCase(Locale.ROOT)
              + ".sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }
  }
}
