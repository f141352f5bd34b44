package dev.cairn.outbox.settings;

import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/** Whether the clients could read each value, and whether they would log what they should not. */
final class ValueRule implements Rule {

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {

    checked.given().forEach((key, value) -> {
      if (!key.equals(BrokerAddress.BOOTSTRAP) && !checked.isLeftToKafka(key)) {
        KafkaClient.key(key).ifPresent(known -> valid(known, value, findings));
      }
      if (Secrecy.hasUserInfo(value) && isLogged(key)) {
        findings.accept(Finding.warning(
            key,
            "has a user or password in a URL.",
            "Kafka's clients log the value of this setting as it is, when they start or fail.",
            "Give the credentials in a setting of their own."));
      }
    });
  }

  private static boolean isLogged(String key) {
    return KafkaClient.type(key).filter(type -> type != ConfigDef.Type.PASSWORD).isPresent();
  }

  private static void valid(ConfigKey known, String value, Consumer<Finding> findings) {
    try {
      Object parsed = ConfigDef.parseType(known.name, value, known.type);
      if (known.validator != null) {
        known.validator.ensureValid(known.name, parsed);
      }
    } catch (ConfigException e) {
      // The message of Kafka holds the value.
      String problem = Secrecy.mayBeShown(known.name)
          ? Secrecy.shown(known.name, String.valueOf(e.getMessage())) + "."
          : "has a value that Kafka refuses.";
      findings.accept(Finding.error(
          known.name,
          problem,
          "No client would start with it.",
          "It has to be " + allowed(known) + "."));
    }
  }

  private static String allowed(ConfigKey known) {
    String type = known.type == ConfigDef.Type.CLASS
        ? "the name of a class on the class path"
        : "of type " + known.type;
    return known.validator == null ? type : type + ", " + known.validator;
  }
}
