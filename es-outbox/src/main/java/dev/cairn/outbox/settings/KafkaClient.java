package dev.cairn.outbox.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The kinds of clients, and what each knows. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes the definitions
enum KafkaClient {
  PRODUCER(ProducerConfig.configDef(), ProducerInterceptor.class),
  CONSUMER(ConsumerConfig.configDef(), ConsumerInterceptor.class),
  ADMIN(AdminClientConfig.configDef(), null);

  /** The same setting for two kinds of clients, which want different classes. */
  private static final String INTERCEPTORS = ProducerConfig.INTERCEPTOR_CLASSES_CONFIG;

  /** What brings foreign classes in, which may have settings of their own. */
  private static final List<String> PLUGINS = List.of(
      INTERCEPTORS,
      "metric.reporters",
      "security.providers",
      "ssl.engine.factory.class",
      "sasl.login.class",
      "sasl.login.callback.handler.class",
      "sasl.client.callback.handler.class",
      AbstractConfig.CONFIG_PROVIDERS_CONFIG);

  private final ConfigDef definition;
  private final @Nullable Class<?> interceptor;

  KafkaClient(ConfigDef definition, @Nullable Class<?> interceptor) {
    this.definition = definition;
    this.interceptor = interceptor;
  }

  /** Of any of the clients; all agree about what they share. */
  static Optional<ConfigKey> key(String name) {
    return Stream.of(values())
        .flatMap(client -> Optional.ofNullable(client.definition.configKeys().get(name)).stream())
        .findFirst();
  }

  static Optional<ConfigDef.Type> type(String name) {
    return key(name).map(key -> key.type);
  }

  /** The names that one client at least knows, sorted. */
  static Set<String> knownKeys() {
    return Stream.of(values())
        .flatMap(client -> client.definition.configKeys().values().stream())
        .filter(key -> !key.internalConfig)
        .map(key -> key.name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether foreign classes are used, so that an unknown setting may be theirs. */
  static boolean hasPlugins(Map<String, String> all) {
    return PLUGINS.stream().anyMatch(all::containsKey);
  }

  Map<String, Object> settings(Map<String, String> all) {
    boolean plugins = hasPlugins(all);
    boolean resolving = all.containsKey(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
    Map<String, Object> mine = new HashMap<>();
    all.forEach((key, value) -> {
      boolean foreign = plugins && type(key).isEmpty();
      if ((definition.configKeys().containsKey(key) || foreign) && !RelayKeys.isReserved(key)) {
        // As a Password it stays hidden if somebody prints the map; Kafka's providers want text.
        boolean secret = type(key).equals(Optional.of(ConfigDef.Type.PASSWORD)) && !resolving;
        mine.put(key, secret ? new Password(value) : value);
      }
    });
    mine.computeIfPresent(INTERCEPTORS, (key, classes) -> fitting(classes.toString()));
    return mine;
  }

  private @Nullable String fitting(String classes) {
    Class<?> wanted = interceptor;
    if (wanted == null) {
      return null;
    }
    Collection<String> fitting = Arrays.stream(classes.split(","))
        .map(String::strip)
        .filter(name -> !isOther(name, wanted))
        .toList();
    return fitting.isEmpty() ? null : String.join(",", fitting);
  }

  /** One that cannot be found is not another's; its client will say so. */
  private static boolean isOther(String name, Class<?> wanted) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return !wanted.isAssignableFrom(Class.forName(name, false, loader));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
