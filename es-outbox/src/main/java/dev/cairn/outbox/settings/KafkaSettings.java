package dev.cairn.outbox.settings;

import dev.cairn.InvalidInputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the relay's Kafka clients: those of Kafka, under Kafka's names. Immutable, and so
 * safe to share.
 *
 * <p>A value may refer to secrets, also in the middle of other text: <code>${env:NAME}</code> is an
 * environment variable, <code>${file:/path}</code> the content of a file in UTF-8 without the newline
 * at its end. Inside the quotes of {@code sasl.jaas.config} what is put in is escaped, so that any
 * password fits. <code>$${</code> stands for a plain <code>${</code>. Where the settings name {@code
 * config.providers}, references to those are left for Kafka to resolve.
 *
 * <p>No message, no log line and not {@link #toString} shows a secret: shown is only what Kafka knows
 * and does not treat as a password itself.
 */
public final class KafkaSettings {

  private final SortedMap<String, String> values;

  private KafkaSettings(SortedMap<String, String> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /**
   * Reads a properties file in UTF-8.
   *
   * @throws UnreadableSettingsException if there is none, or it is no properties file
   * @throws UnresolvedReferencesException if a secret that it refers to is not there
   */
  public static KafkaSettings load(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableSettingsException(file, e);
    }
    return of(properties);
  }

  /**
   * Takes the settings as they are now; later changes of the map change nothing.
   *
   * @param settings by Kafka's names; values are text, or what a client of Kafka takes as well: numbers,
   *     booleans, classes, lists, a {@link Password}
   * @throws UnresolvedReferencesException if a secret that they refer to is not there
   */
  public static KafkaSettings of(Map<String, ?> settings) {
    return of(settings, System::getenv);
  }

  /**
   * The same, from properties with their defaults.
   *
   * @throws UnresolvedReferencesException if a secret that they refer to is not there
   */
  public static KafkaSettings of(Properties properties) {
    Map<String, Object> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    properties.forEach((key, value) -> settings.putIfAbsent(key.toString(), value));
    return of(settings);
  }

  static KafkaSettings of(Map<String, ?> settings, UnaryOperator<@Nullable String> environment) {
    SortedMap<String, String> raw = new TreeMap<>();
    settings.forEach((key, value) -> raw.put(key.strip(), text(key, value)));
    return new KafkaSettings(new SecretReferences(environment).resolved(raw));
  }

  private static String text(String key, @Nullable Object value) {
    if (value == null) {
      throw new InvalidInputException("Kafka setting '" + key + "'", "has no value; leave it out");
    }
    if (value instanceof Password password) {
      return password.value();
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    return value instanceof Collection<?> several
        ? several.stream().map(one -> text(key, one)).collect(Collectors.joining(","))
        : value.toString();
  }

  /**
   * With these where nothing was set.
   *
   * @throws UnresolvedReferencesException if a secret that they refer to is not there
   */
  public KafkaSettings withDefaults(Map<String, String> defaults) {
    return withDefaults(of(defaults));
  }

  private KafkaSettings withDefaults(KafkaSettings defaults) {
    SortedMap<String, String> all = new TreeMap<>(defaults.values);
    all.putAll(values);
    return new KafkaSettings(all);
  }

  /**
   * With another value of one setting.
   *
   * @throws UnresolvedReferencesException if a secret that it refers to is not there
   */
  public KafkaSettings with(String key, String value) {
    return of(Map.of(key, value)).withDefaults(this);
  }

  /** The names of everything that was set, sorted. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** What was set, if it was, and if it is fit to be shown: never a secret. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> Secrecy.mayBeShown(key));
  }

  /**
   * For a producer: what producers know, and what suits the relay where nothing was set, without what the
   * relay sets itself ({@code transactional.id}, the serializers and so on). A new map, to be completed by
   * the caller.
   */
  public Map<String, Object> producer() {
    Map<String, Object> all = new HashMap<>(RelayDefaults.OF_PRODUCER);
    all.putAll(KafkaClient.PRODUCER.settings(values));
    return all;
  }

  /** The same for a consumer, without {@code group.id}, {@code isolation.level} and so on. */
  public Map<String, Object> consumer() {
    return KafkaClient.CONSUMER.settings(values);
  }

  /** The same for an Admin client. */
  public Map<String, Object> admin() {
    return KafkaClient.ADMIN.settings(values);
  }

  /** With its secrets. */
  SortedMap<String, String> values() {
    return values;
  }

  /** The text, which comes from elsewhere, without any secret that may have got into it. */
  String withoutSecrets(String text) {
    return Secrecy.cut(text, values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KafkaSettings that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Everything that was set, with {@code [hidden]} in place of secrets and of unknown settings. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(
            setting -> setting.getKey() + "=" + Secrecy.shown(setting.getKey(), setting.getValue()))
        .collect(Collectors.joining(", ", "KafkaSettings{", "}"));
  }
}
