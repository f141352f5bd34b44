package dev.cairn.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.EmbeddedKafka;
import dev.cairn.embedded.EmbeddedPostgres;

/**
 * Servers that a test may kill: always embedded ones, whatever the other tests run on, and one of each for
 * all tests of this JVM. Whoever stops one starts it again.
 */
final class OwnServers {

  private OwnServers() {}

  static EmbeddedKafka kafka() {
    return Broker.SERVER;
  }

  static EmbeddedPostgres postgres() {
    return Database.SERVER;
  }

  /** A log of its own on the database that may be killed. */
  static OutboxLog log() {
    return OutboxLog.in(Database.POOL);
  }

  /** Started when first asked for. */
  private static final class Broker {
    static final EmbeddedKafka SERVER = EmbeddedKafka.ephemeral();
  }

  /** Another class than the one above: whoever kills the one does not need the other. */
  private static final class Database {
    static final EmbeddedPostgres SERVER = EmbeddedPostgres.ephemeral();
    static final HikariDataSource POOL =
        OutboxLog.pool(SERVER, SERVER.freshDatabase("cairn_own").name());
  }
}
