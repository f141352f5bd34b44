package dev.cairn.embedded;

import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** An empty database that nobody else uses, dropped when closed. */
public final class FreshDatabase implements AutoCloseable {

  private static final Pattern PREFIX = Pattern.compile("[a-z0-9_]{1,40}");

  private final PostgresServer server;
  private final String name;

  private FreshDatabase(PostgresServer server, String name) {
    this.server = server;
    this.name = name;
  }

  static FreshDatabase create(PostgresServer server, String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new InvalidServerOptionException(
          "prefix '" + prefix + "'", "is not 1 to 40 lower-case letters, digits and underscores");
    }
    // Random, not counted: several processes may use one external server.
    String name = prefix + "_" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    server.createDatabase(name);
    return new FreshDatabase(server, name);
  }

  public String name() {
    return name;
  }

  /** Without user and password. */
  public String jdbcUrl() {
    return server.jdbcUrl(name);
  }

  public String username() {
    return server.username();
  }

  public String password() {
    return server.password();
  }

  /** Connects to this database; without a pool. */
  public DataSource dataSource() {
    return server.dataSource(name);
  }

  /**
   * Drops the database and cuts connections to it.
   *
   * @throws ServerRefusedException if the server does not do it
   */
  @Override
  public void close() {
    Jdbc.execute(
        server.dataSource(), "drop database if exists " + Jdbc.quoted(name) + " with (force)");
  }
}
