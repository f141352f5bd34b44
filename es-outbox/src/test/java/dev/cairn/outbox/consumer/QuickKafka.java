package dev.cairn.outbox.consumer;

import dev.cairn.embedded.EmbeddedKafka;
import dev.cairn.embedded.EmbeddedKafkaOptions;
import java.util.Map;

/** A broker that lets groups notice within a second or two that a member is gone. One for all tests of this JVM. */
final class QuickKafka {

  /** The shortest session that it allows. */
  static final String SESSION = "1500";

  /** For a member with that session. */
  static final Map<String, Object> MEMBER =
      Map.of("session.timeout.ms", SESSION, "heartbeat.interval.ms", "300");

  private static final EmbeddedKafka SERVER =
      EmbeddedKafka.ephemeral(EmbeddedKafkaOptions.defaults()
          .withSettings(Map.of(
              "group.min.session.timeout.ms", SESSION,
              "group.consumer.min.heartbeat.interval.ms", "300",
              "group.consumer.heartbeat.interval.ms", "300",
              // It must not take itself for dead when the machine is busy.
              "broker.session.timeout.ms", "9000")));

  private QuickKafka() {}

  static EmbeddedKafka server() {
    return SERVER;
  }
}
