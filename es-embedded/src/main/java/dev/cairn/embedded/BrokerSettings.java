package dev.cairn.embedded;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.scram.ScramLoginModule;

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
    // After a crash the node is let in again when its last session has timed out; but a machine
    // that is
    // busy for that long must not lose the session.
    settings.put("broker.heartbeat.interval.ms", "300");
    settings.put("broker.session.timeout.ms", "3000");
    return settings;
  }

  static Map<String, String> of(EmbeddedKafkaOptions options, ServerDirectory files, Ports ports) {
    Map<String, String> all = new LinkedHashMap<>();
    TlsKeys keys = new TlsKeys(files);
    options.listeners().forEach((name, protocol) -> secure(all, name, protocol, keys));
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

  private static void secure(
      Map<String, String> all, String name, SecurityProtocol protocol, TlsKeys keys) {
    String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
    if (hasTls(protocol)) {
      keys.ofBroker().forEach((setting, value) -> all.put(prefix + setting, value));
    }
    if (protocol == SecurityProtocol.SSL) {
      all.put(prefix + "ssl.client.auth", "required"); // there is nothing else to know a client by
    }
    if (hasSasl(protocol)) {
      String mechanism = ScramUsers.MECHANISM.mechanismName();
      all.put(prefix + "sasl.enabled.mechanisms", mechanism);
      all.put(
          prefix + mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
          ScramLoginModule.class.getName() + " required;");
    }
  }

  static boolean hasTls(SecurityProtocol protocol) {
    return protocol == SecurityProtocol.SSL || protocol == SecurityProtocol.SASL_SSL;
  }

  static boolean hasSasl(SecurityProtocol protocol) {
    return protocol == SecurityProtocol.SASL_PLAINTEXT || protocol == SecurityProtocol.SASL_SSL;
  }

  /** What a client of that listener has to know, besides its user and password if there is SASL. */
  static Map<String, Object> ofClient(
      String bootstrapServers, SecurityProtocol protocol, TlsKeys keys) {
    Map<String, Object> all = new TreeMap<>();
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol.name);
    if (hasTls(protocol)) {
      all.putAll(keys.ofClient());
    }
    if (hasSasl(protocol)) {
      all.put(SaslConfigs.SASL_MECHANISM, ScramUsers.MECHANISM.mechanismName());
    }
    return Collections.unmodifiableMap(all);
  }
}
