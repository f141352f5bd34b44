package dev.cairn.outbox.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** Whether the client could log in. */
final class SaslRule implements Rule {

  private static final String MECHANISM = "sasl.mechanism";
  private static final String JAAS = "sasl.jaas.config";
  private static final String TOKEN_URL = "sasl.oauthbearer.token.endpoint.url";
  private static final String ALLOWED = BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG;

  /** The mechanisms that clients come with, and who logs in for them. */
  private static final Map<String, String> MODULES = Map.of(
      "GSSAPI", "com.sun.security.auth.module.Krb5LoginModule",
      "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule",
      "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
      "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule",
      "OAUTHBEARER", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule");

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    if (!checked.sasl()) {
      return;
    }
    String mechanism = checked.text(MECHANISM);
    if (!checked.has(MECHANISM)) {
      findings.accept(Finding.warning(
          MECHANISM,
          "is not set.",
          "It is GSSAPI then, which is Kerberos.",
          "Set it to what the brokers offer, such as SCRAM-SHA-512."));
    } else if (!MODULES.containsKey(mechanism) && !checked.has("security.providers")) {
      findings.accept(Finding.error(
          MECHANISM,
          "is " + mechanism + ", which the client does not know.",
          "It cannot log in.",
          "Set it to one of "
              + String.join(", ", MODULES.keySet().stream().sorted().toList()) + "."));
    }
    if (!checked.isLeftToKafka(JAAS)) {
      login(checked, mechanism, findings);
    }
    tokenUrl(checked, findings);
  }

  private static void login(Checked checked, String mechanism, Consumer<Finding> findings) {
    String module = MODULES.getOrDefault(mechanism, "the.LoginModule");
    String remedy = "Set it to: " + module + " required " + options(mechanism)
        + "; with the semicolon at its end.";
    try {
      modules(checked).stream()
          .filter(used -> MODULES.containsKey(mechanism) && !used.equals(module))
          .filter(used -> used.startsWith("org.apache.kafka."))
          .forEach(used -> findings.accept(Finding.error(
              JAAS,
              "names " + used + ", and " + MECHANISM + " is " + mechanism + ".",
              "That module does not log in for this mechanism.",
              remedy)));
    } catch (IllegalArgumentException | KafkaException | SecurityException e) {
      // The message may hold a part of a password whose quotes are wrong.
      findings.accept(Finding.error(
          JAAS,
          checked.says(JAAS)
              ? "is not of the form of a single JAAS entry, or names a module that is not allowed."
              : "is missing, and the JVM has no JAAS configuration for KafkaClient either.",
          "The client has nothing to log in with, and does not start.",
          remedy));
    }
  }

  private static List<String> modules(Checked checked) {
    Map<String, Password> jaas =
        checked.says(JAAS) ? Map.of(JAAS, new Password(checked.given().get(JAAS))) : Map.of();
    return JaasContext.loadClientContext(jaas).configurationEntries().stream()
        .map(AppConfigurationEntry::getLoginModuleName)
        .toList();
  }

  private static String options(String mechanism) {
    return switch (mechanism) {
      case "GSSAPI" -> "useKeyTab=true keyTab=\"...\" principal=\"...\"";
      case "OAUTHBEARER" -> "";
      default -> "username=\"...\" password=\"${file:/path/of/the/password}\"";
    };
  }

  /** Since Kafka 4.0 no URL is asked unless the JVM was told that it may be. */
  private static void tokenUrl(Checked checked, Consumer<Finding> findings) {
    String url = checked.text(TOKEN_URL);
    boolean allowed = Arrays.stream(System.getProperty(ALLOWED, "").split(","))
        .map(String::strip)
        .anyMatch(url::equals);
    if (checked.says(TOKEN_URL) && !checked.isLeftToKafka(TOKEN_URL) && !allowed) {
      findings.accept(Finding.error(
          TOKEN_URL,
          "is not among the URLs in the system property " + ALLOWED + ".",
          "The client refuses to ask it for a token.",
          "Start the JVM with -D" + ALLOWED + "= and this URL."));
    }
  }
}
