package dev.cairn.embedded;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives tests and programs a server, of the kind that whoever runs them has chosen.
 *
 * <p>The choice is made by system properties or, for each of them, by the environment variable of the
 * same name in upper case with underscores ({@code CAIRN_POSTGRES_URL}); a property wins over a
 * variable:
 *
 * <ul>
 *   <li>{@code cairn.postgres.url}, {@code cairn.postgres.user}, {@code cairn.postgres.password}: a
 *       server that runs already, by its JDBC URL
 *   <li>{@code cairn.postgres}: {@code embedded}, {@code external} or {@code testcontainers}; when unset,
 *       external if there is a URL and embedded if there is none
 *   <li>{@code cairn.postgres.image}: the image for Testcontainers, {@code postgres:18} when unset
 *   <li>{@code cairn.kafka.bootstrap}, {@code cairn.kafka.properties}: a Kafka cluster that runs already,
 *       by its bootstrap servers and by a properties file with the other settings that clients need
 *   <li>{@code cairn.kafka}: {@code embedded}, {@code external} or {@code testcontainers}; when unset,
 *       external if one of the former two is set and embedded if not
 *   <li>{@code cairn.kafka.fast.start}: {@code false} for an embedded Kafka whose speed is measured
 *   <li>{@code cairn.kafka.image}: the image for Testcontainers, {@code apache/kafka:4.3.1} when unset
 * </ul>
 */
public final class Servers {

  private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private Servers() {}

  /**
   * Starts, or connects to, the server that was chosen; an embedded one is ephemeral.
   *
   * @return to be closed
   * @throws InvalidServerOptionException if the choice makes no sense
   * @throws ServerUnavailableException if what was chosen is not there
   */
  public static PostgresServer postgres() {
    return postgres(System.getProperties(), System.getenv());
  }

  /**
   * The server that was chosen, one for all of this process: the first call starts it, and it ends with
   * the process. Closing it does nothing.
   */
  public static PostgresServer sharedPostgres() {
    return Shared.POSTGRES;
  }

  /**
   * Starts, or connects to, the Kafka that was chosen; an embedded one is ephemeral.
   *
   * @return to be closed
   * @throws InvalidServerOptionException if the choice makes no sense
   * @throws ServerUnavailableException if what was chosen is not there
   */
  public static KafkaServer kafka() {
    return kafka(System.getProperties(), System.getenv());
  }

  /**
   * The Kafka that was chosen, one for all of this process: the first call starts it, and it ends with
   * the process. Closing it does nothing.
   */
  public static KafkaServer sharedKafka() {
    return SharedBroker.KAFKA;
  }

  static PostgresServer postgres(Properties properties, Map<String, String> environment) {
    Choice choice = new Choice(properties, environment);
    String url = choice.value("cairn.postgres.url", "");
    return switch (choice.kind("cairn.postgres", !url.isEmpty())) {
      case EMBEDDED -> EmbeddedPostgres.ephemeral();
      case EXTERNAL -> external(url, choice);
      case TESTCONTAINERS -> {
        String image = choice.value("cairn.postgres.image", "postgres:18");
        yield container("testcontainers-postgresql", () -> ContainerPostgres.start(image));
      }
    };
  }

  static KafkaServer kafka(Properties properties, Map<String, String> environment) {
    Choice choice = new Choice(properties, environment);
    String bootstrap = choice.value("cairn.kafka.bootstrap", "");
    String file = choice.value("cairn.kafka.properties", "");
    return switch (choice.kind("cairn.kafka", !(bootstrap + file).isEmpty())) {
      case EMBEDDED -> EmbeddedKafka.ephemeral(embeddedKafka(choice));
      case EXTERNAL -> ExternalKafka.connect(bootstrap, file, ANSWER);
      case TESTCONTAINERS -> {
        String image = choice.value("cairn.kafka.image", KAFKA_IMAGE);
        yield container("testcontainers-kafka", () -> ContainerKafka.start(image));
      }
    };
  }

  private static EmbeddedKafkaOptions embeddedKafka(Choice choice) {
    String name = "cairn.kafka.fast.start";
    String fast = choice.value(name, "true");
    if (!Set.of("true", "false").contains(fast)) {
      throw new InvalidServerOptionException(name, "is '" + fast + "'; it may be true or false");
    }
    return EmbeddedKafkaOptions.defaults().withFastStart(Boolean.parseBoolean(fast));
  }

  private static PostgresServer external(String url, Choice choice) {
    if (url.isEmpty()) {
      throw new InvalidServerOptionException(
          "cairn.postgres", "is external, and cairn.postgres.url does not say which server");
    }
    return ExternalPostgres.connect(
        url, choice.value("cairn.postgres.user", ""), choice.value("cairn.postgres.password", ""));
  }

  private static <S> S container(String artifact, Supplier<S> start) {
    try {
      return start.get();
    } catch (NoClassDefFoundError e) {
      throw new ServerUnavailableException(
          "A container was asked for, and Testcontainers is not on the class path. Add"
              + " org.testcontainers:"
              + artifact
              + ".",
          e);
    }
  }

  private enum Kind {
    EMBEDDED,
    EXTERNAL,
    TESTCONTAINERS
  }

  private record Choice(Properties properties, Map<String, String> environment) {

    Kind kind(String property, boolean externalIsNamed) {
      String kind = value(property, externalIsNamed ? "external" : "embedded");
      return switch (kind) {
        case "embedded" -> Kind.EMBEDDED;
        case "external" -> Kind.EXTERNAL;
        case "testcontainers" -> Kind.TESTCONTAINERS;
        default ->
          throw new InvalidServerOptionException(
              property, "is '" + kind + "'; it may be embedded, external or testcontainers");
      };
    }

    String value(String property, String otherwise) {
      @Nullable String value = properties.getProperty(property);
      if (value == null || value.isBlank()) {
        value = environment.get(property.toUpperCase(Locale.ROOT).replace('.', '_'));
      }
      return value == null || value.isBlank() ? otherwise : value.strip();
    }
  }

  /** Started when first asked for, by the rules of class initialisation. */
  private static final class Shared {
    static final PostgresServer POSTGRES = new SharedPostgres(postgres());
  }

  /** Another class than the one above: whoever wants the one server does not want the other. */
  private static final class SharedBroker {
    static final KafkaServer KAFKA = new SharedKafka(kafka());
  }
}
