package dev.cairn.embedded;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** One broker with every kind of listener, for the tests that only use it. */
final class SecuredKafka {

  static final String SASL_TLS = "SASL_TLS";
  static final String SASL = "SASL";
  static final String MUTUAL_TLS = "MUTUAL_TLS";
  static final String USER = "anna";
  static final String PASSWORD = "secret, \"quoted\"";

  static final EmbeddedKafka RUNNING = EmbeddedKafka.ephemeral(EmbeddedKafkaOptions.defaults()
      .withSetting("message.max.bytes", "2000")
      .withListener(SASL_TLS, SecurityProtocol.SASL_SSL)
      .withListener(SASL, SecurityProtocol.SASL_PLAINTEXT)
      .withListener(MUTUAL_TLS, SecurityProtocol.SSL)
      .withScramUser(USER, PASSWORD));

  private SecuredKafka() {}

  static Map<String, Object> client(String listener, String password) {
    Map<String, Object> settings = new HashMap<>(RUNNING.clientSettings(listener));
    settings.put(SaslConfigs.SASL_JAAS_CONFIG, login(password));
    return settings;
  }

  static String login(String password) {
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(ScramLoginModule.class.getName(), USER, password.replace("\"", "\\\""));
  }
}
