package dev.cairn.outbox.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** What of the settings may be shown. */
final class Secrecy {

  static final String HIDDEN = Password.HIDDEN;

  private static final List<String> SECRET_WORDS =
      List.of("password", "passphrase", "secret", "token", "jaas", "credential", "private");
  /** The user and the password in a URL. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/\\s,]+(?=@)");
  /** The options of a JAAS configuration: the name, and the value in quotes of either kind, or bare. */
  private static final Pattern OPTION = Pattern.compile(
      "(\\w+)\\s*=\\s*(?:\"((?:\\\\.|[^\"\\\\])*)\"|'((?:\\\\.|[^'\\\\])*)'|([^\\s\"';]+))");
  /** Those that say who, not how he proves it. */
  private static final Set<String> OPEN_OPTIONS =
      Set.of("username", "principal", "keytab", "servicename", "clientid", "scope");
  /** Shorter ones would tear words apart, and give nothing away. */
  private static final int SHORTEST = 3;

  private static final Set<String> NO_SECRETS = Set.of("true", "false", "required");

  private Secrecy() {}

  /**
   * Only what Kafka knows: behind a mistyped name there may be a secret. And only if neither Kafka nor
   * its name says that it is one.
   */
  static boolean mayBeShown(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return KafkaClient.type(key).filter(type -> type != ConfigDef.Type.PASSWORD).isPresent()
        && SECRET_WORDS.stream().noneMatch(name::contains);
  }

  static String shown(String key, String value) {
    if (!mayBeShown(key)) {
      return HIDDEN;
    }
    // A broker has no user; whoever writes one there writes his password, too.
    return key.equals(BrokerAddress.BOOTSTRAP)
        ? value.replaceAll("[^\\s,]+@", HIDDEN + "@")
        : USER_INFO.matcher(value).replaceAll(HIDDEN);
  }

  /** Whether the value holds a URL with a user or password in it, which Kafka would log. */
  static boolean hasUserInfo(String value) {
    return USER_INFO.matcher(value).find();
  }

  static String cut(String text, Map<String, String> settings) {
    List<String> secrets = settings.entrySet().stream()
        .filter(setting -> !mayBeShown(setting.getKey()))
        .flatMap(setting -> Stream.concat(Stream.of(setting.getValue()), parts(setting.getValue())))
        .filter(secret -> secret.length() >= SHORTEST && !NO_SECRETS.contains(secret))
        .distinct()
        // The longest first: one may be a part of another.
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
    String clean = USER_INFO.matcher(text).replaceAll(HIDDEN);
    for (String secret : secrets) {
      clean = clean.replace(secret, HIDDEN);
    }
    return clean;
  }

  private static Stream<String> parts(String value) {
    return OPTION
        .matcher(value)
        .results()
        .filter(option -> !OPEN_OPTIONS.contains(option.group(1).toLowerCase(Locale.ROOT)))
        .flatMap(
            option -> Stream.of(2, 3, 4).flatMap(group -> Stream.ofNullable(option.group(group))))
        // As it was before it was quoted, too.
        .flatMap(part -> Stream.of(part, part.replaceAll("\\\\(.)", "$1")));
  }
}
