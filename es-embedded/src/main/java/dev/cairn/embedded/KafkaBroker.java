package dev.cairn.embedded;

import java.util.Map;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka's server, called by name: it is written in Scala, and neither this module nor whoever uses it
 * should have to compile against that.
 */
final class KafkaBroker {

  private final Object server;

  private KafkaBroker(Object server) {
    this.server = server;
  }

  /** Returns when the broker takes requests. */
  static KafkaBroker start(Map<String, String> settings) throws ReflectiveOperationException {
    Class<?> configClass = Class.forName("kafka.server.KafkaConfig");
    Object config = configClass
        .getConstructor(Map.class, boolean.class)
        .newInstance(settings, /* log every setting */ false);
    Object server = Class.forName("kafka.server.KafkaRaftServer")
        .getConstructor(configClass, Time.class)
        .newInstance(config, Time.SYSTEM);
    KafkaBroker broker = new KafkaBroker(server);
    broker.call("startup");
    return broker;
  }

  void shutdown() throws ReflectiveOperationException {
    call("shutdown");
  }

  private void call(String method) throws ReflectiveOperationException {
    server.getClass().getMethod(method).invoke(server);
  }
}
