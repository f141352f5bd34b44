package dev.cairn.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/** A server that somebody else runs; its user has to have the right to create databases. */
final class ExternalPostgres implements PostgresServer {

  /** What comes before the name of the database, the name, and what comes after it. */
  private static final Pattern URL =
      Pattern.compile("(jdbc:postgresql:(?://[^/?]*/)?)([^/?]*)((?:\\?.*)?)");

  private final String url;
  private final String beforeDatabase;
  private final String afterDatabase;
  private final String user;
  private final String password;

  /**
   * A server that answers.
   *
   * @throws InvalidServerOptionException if this is no URL for PostgreSQL
   * @throws ServerUnavailableException if it does not answer
   */
  static ExternalPostgres connect(String url, String user, String password) {
    ExternalPostgres server = new ExternalPostgres(url, user, password);
    try (Connection connection = server.dataSource().getConnection()) {
      connection.isValid(0);
      return server;
    } catch (SQLException e) {
      throw new ServerUnavailableException(
          "The server at "
              + url.replaceFirst("\\?.*", "") // where there may be a password
              + " does not take a connection of "
              + server.username()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /**
   * @param user may be empty if the URL names it
   * @param password may be empty if the URL names it or none is needed
   * @throws InvalidServerOptionException if this is no URL for PostgreSQL
   */
  ExternalPostgres(String url, String user, String password) {
    Properties parsed = Driver.parseURL(url, new Properties());
    Matcher parts = URL.matcher(url);
    if (parsed == null || !parts.matches()) {
      throw new InvalidServerOptionException(
          "URL '" + url + "'", "is not of the form jdbc:postgresql://host:port/database");
    }
    this.url = url;
    this.beforeDatabase = parts.group(1);
    this.afterDatabase = parts.group(3);
    this.user = user.isEmpty() ? userOf(parsed) : user;
    this.password = password.isEmpty() ? parsed.getProperty("password", "") : password;
  }

  private static String userOf(Properties parsed) {
    return parsed.getProperty("user", System.getProperty("user.name", ""));
  }

  @Override
  public String jdbcUrl() {
    return url;
  }

  @Override
  public String jdbcUrl(String database) {
    return beforeDatabase + Jdbc.encoded(database) + afterDatabase;
  }

  @Override
  public String username() {
    return user;
  }

  @Override
  public String password() {
    return password;
  }

  @Override
  public Optional<EmbeddedPostgres> embedded() {
    return Optional.empty();
  }

  /** Does nothing: others run it. */
  @Override
  public void close() {}
}
