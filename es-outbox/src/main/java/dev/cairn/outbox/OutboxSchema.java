package dev.cairn.outbox;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.LogSchema;
import java.util.List;
import javax.sql.DataSource;

/** Makes and upgrades the tables of relays and messages, beside the log in its schema. */
public final class OutboxSchema {

  private static final String LOCATION = "db/cairn-outbox";
  private static final String HISTORY = "outbox_history";

  private OutboxSchema() {}

  /**
   * Creates what is missing and brings it to this version of Cairn, the log's own schema first. Running it
   * again does nothing; running it from several processes at once is safe.
   *
   * @param owner connections of the role that owns, or may create, the schema
   * @throws dev.cairn.postgres.LogSchemaException if the server is older than PostgreSQL 14, or refuses, or
   *     the schema was made by a newer Cairn
   */
  public static void migrate(DataSource owner, String schema) {
    LogSchema.migrate(owner, schema);
    LogSchema.migrateBeside(owner, schema, LOCATION, HISTORY);
  }

  /** As {@link LogSchema#pending}, of the tables of relays and messages. */
  public static List<String> pending(LogDatabase database) {
    return LogSchema.pendingBeside(database, LOCATION, HISTORY);
  }

  /** Lets a role run a relay, and nothing else. Granting again does nothing. */
  public static void grantRelay(DataSource owner, String schema, String role) {
    LogSchema.grant(owner, schema, role, "db/cairn-outbox-grants/relay.sql");
  }

  /** Lets a role send messages that are not events, and nothing else. Granting again does nothing. */
  public static void grantSend(DataSource owner, String schema, String role) {
    LogSchema.grant(owner, schema, role, "db/cairn-outbox-grants/send.sql");
  }
}
