package dev.cairn.outbox.consumer;

import dev.cairn.InvalidInputException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The two tables that a consumer with {@link Delivery#exactlyOnce} keeps beside those of the application:
 * {@code cairn_consumer_offsets} and {@code cairn_consumer_parked_keys}. Make them by a migration of the
 * application with the statements of {@link #sql()}, or call {@link #create}.
 *
 * <p>The role of the application needs select, insert and update on the first, and select, insert and delete on
 * the second. All groups share them.
 */
public final class OffsetTable {

  private static final Pattern SCHEMA = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

  private static final String TABLES = """
      create table if not exists @cairn_consumer_offsets (
        consumer_group text        collate "C" not null,
        topic          text        collate "C" not null,
        partition      integer     not null,
        topic_id       uuid        not null,
        next_offset    bigint,
        term           bigint      not null,
        member         text        not null,
        updated_at     timestamptz not null default now(),
        constraint cairn_consumer_offsets_pkey primary key (consumer_group, topic, partition)
      );

      create table if not exists @cairn_consumer_parked_keys (
        consumer_group text        collate "C" not null,
        topic          text        collate "C" not null,
        partition      integer     not null,
        record_key     bytea       not null,
        parked_at      timestamptz not null default now(),
        constraint cairn_consumer_parked_keys_pkey
          primary key (consumer_group, topic, partition, record_key)
      );
      """;

  private final String prefix;

  private OffsetTable(String prefix) {
    this.prefix = prefix;
  }

  /** Where the search path of the connections finds them. */
  public static OffsetTable inSearchPath() {
    return new OffsetTable("");
  }

  /** In that schema, which must exist. */
  public static OffsetTable inSchema(String schema) {
    if (!SCHEMA.matcher(schema).matches()) {
      throw new InvalidInputException(
          "schema name",
          "'" + schema + "' is not 1 to 63 lower-case letters, digits and underscores");
    }
    return new OffsetTable(schema + ".");
  }

  /** What makes the tables; to be run as it is by a migration. Running it again does nothing. */
  public String sql() {
    return TABLES.replace("@", prefix);
  }

  /**
   * Makes the tables if they are missing. Several processes may do so at once.
   *
   * @param owner connections of a role that may create tables
   * @throws OffsetTableException if the server refuses
   */
  public void create(DataSource owner) {
    try {
      Jdbi.create(owner).useTransaction(handle -> {
        // "if not exists" alone fails when two processes create at the same moment.
        handle.execute("select pg_advisory_xact_lock(hashtext('cairn_consumer_offsets'))");
        handle.createScript(sql()).execute();
      });
    } catch (JdbiException e) {
      throw new OffsetTableException(offsets(), "could not be created: " + e.getMessage(), e);
    }
  }

  String offsets() {
    return prefix + "cairn_consumer_offsets";
  }

  String parkedKeys() {
    return prefix + "cairn_consumer_parked_keys";
  }
}
