package dev.cairn.embedded;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
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
 * </ul>
 */
public final class Servers {

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

  static PostgresServer postgres(Properties properties, Map<String, String> environment) {
    Choice choice = new Choice(properties, environment);
    String url = choice.value("cairn.postgres.url", "");
    String kind = choice.value("cairn.postgres", url.isEmpty() ? "embedded" : "external");
    return switch (kind) {
      case "embedded" -> EmbeddedPostgres.ephemeral();
      case "external" -> external(url, choice);
      case "testcontainers" -> container(choice.value("cairn.postgres.image", "postgres:18"));
      default ->
        throw new InvalidServerOptionException(
            "cairn.postgres", "is '" + kind + "'; it may be embedded, external or testcontainers");
    };
  }

  private static PostgresServer external(String url, Choice choice) {
    if (url.isEmpty()) {
      throw new InvalidServerOptionException(
          "cairn.postgres", "is external, and cairn.postgres.url does not say which server");
    }
    return ExternalPostgres.connect(
        url, choice.value("cairn.postgres.user", ""), choice.value("cairn.postgres.password", ""));
  }

  private static PostgresServer container(String image) {
    try {
      return ContainerPostgres.start(image);
    } catch (NoClassDefFoundError e) {
      throw new ServerUnavailableException(
          "A container was asked for, and Testcontainers is not on the class path. Add"
              + " org.testcontainers:testcontainers-postgresql.",
          e);
    }
  }

  private record Choice(Properties properties, Map<String, String> environment) {

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
}
