package dev.cairn.embedded;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * A PostgreSQL server to work with, wherever it comes from.
 *
 * <p>May be used by several threads.
 */
public sealed interface PostgresServer extends AutoCloseable
    permits EmbeddedPostgres, ExternalPostgres, ContainerPostgres, SharedPostgres {

  /** The URL of a database that is there already; without user and password. */
  String jdbcUrl();

  /** The URL of that database of this server; without user and password. */
  String jdbcUrl(String database);

  /** The user to connect as. */
  String username();

  /** The password of {@link #username}; empty if none is needed. */
  String password();

  /**
   * This server as one that can be killed and started again; empty if this process does not run it, or
   * if it is {@linkplain Servers#sharedPostgres shared} and so is nobody's to kill.
   */
  Optional<EmbeddedPostgres> embedded();

  /** Gives back what this process holds of the server. */
  @Override
  void close();

  /** Connects to {@link #jdbcUrl()}; without a pool. */
  default DataSource dataSource() {
    return Jdbc.dataSource(jdbcUrl(), username(), password());
  }

  /** Connects to that database; without a pool. */
  default DataSource dataSource(String database) {
    return Jdbc.dataSource(jdbcUrl(database), username(), password());
  }

  /**
   * Creates an empty database.
   *
   * @throws ServerRefusedException if the server does not do it
   */
  default void createDatabase(String name) {
    Jdbc.execute(dataSource(), "create database " + Jdbc.quoted(name));
  }

  /**
   * Creates an empty database with a name that no other has.
   *
   * @param prefix what the name begins with: 1 to 40 lower-case letters, digits and underscores
   * @return to be closed, which drops the database
   * @throws ServerRefusedException if the server does not do it
   */
  default FreshDatabase freshDatabase(String prefix) {
    return FreshDatabase.create(this, prefix);
  }
}
