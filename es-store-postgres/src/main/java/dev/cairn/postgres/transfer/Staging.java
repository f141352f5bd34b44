package dev.cairn.postgres.transfer;

import dev.cairn.postgres.LogDatabase;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What an import has copied so far: tables of their own beside the log, in which nobody looks, without
 * indexes and without a write-ahead log. A crash of the server empties them, all together.
 */
final class Staging {

  private static final String EVENTS = "import_events";
  private static final String CLOSED = "import_closed_streams";

  private static final String MAKE = """
      create unlogged table if not exists %1$s.import_events (like %1$s.events);
      create unlogged table if not exists %1$s.import_closed_streams (like %1$s.closed_streams);
      create unlogged table if not exists %1$s.import_state (
        header text not null, events bigint not null, checksum text not null)""";

  private static final String EMPTY =
      "truncate %1$s.import_events, %1$s.import_closed_streams, %1$s.import_state";

  private static final String DROP =
      "drop table if exists %1$s.import_events," + " %1$s.import_closed_streams, %1$s.import_state";

  private final LogDatabase database;

  Staging(LogDatabase database) {
    this.database = database;
  }

  /**
   * How far an earlier run has come.
   *
   * @param header the checksum of the beginning of the file, up to its first event
   * @param events how many events are copied
   * @param checksum of everything up to the last of them
   */
  record Done(String header, long events, String checksum) {}

  /** Goes on after what an earlier run has copied from the same file, or begins. */
  Done begin(String header) {
    return database.inTransaction(handle -> {
      safely(handle, MAKE);
      Optional<Done> done = handle
          .createQuery(sql("select header, events, checksum from %1$s.import_state"))
          .map((row, context) -> new Done(row.getString(1), row.getLong(2), row.getString(3)))
          .findFirst()
          .filter(found -> found.header().equals(header));
      if (done.isPresent()) {
        return done.get();
      }
      handle.createScript(sql(EMPTY)).execute();
      Done begun = new Done(header, 0, header);
      handle
          .createUpdate(sql("insert into %1$s.import_state values (:header, 0, :header)"))
          .bind("header", header)
          .execute();
      return begun;
    });
  }

  /** Copies more events, all or none, if nobody else has meanwhile. */
  Done copy(CopyRows rows, Done before, Done after) {
    return database.inTransaction(handle -> {
      safely(handle, "set local synchronous_commit = off");
      int moved = handle
          .createUpdate(sql("update %1$s.import_state set events = :events, checksum = :checksum"
              + " where header = :header and events = :before and checksum = :last"))
          .bind("events", after.events())
          .bind("checksum", after.checksum())
          .bind("header", before.header())
          .bind("before", before.events())
          .bind("last", before.checksum())
          .execute();
      if (moved != 1) {
        throw new LogImportBusyException(database.schema());
      }
      rows.copyInto(handle, sql("%1$s." + EVENTS));
      return after;
    });
  }

  /** Lets go of the closed streams that an earlier run has copied. */
  void forgetClosed() {
    database.inTransaction(handle -> handle.execute(sql("truncate %1$s." + CLOSED)));
  }

  void copyClosed(CopyRows rows) {
    database.inTransaction(handle -> {
      safely(handle, "set local synchronous_commit = off");
      rows.copyInto(handle, sql("%1$s." + CLOSED));
      return rows;
    });
  }

  /** Throws everything away. */
  void drop() {
    database.inTransaction(handle -> {
      dropIn(handle);
      return handle;
    });
  }

  void dropIn(Handle handle) {
    safely(handle, DROP);
  }

  /** How many events an import left here; none if there was no import. */
  static long left(LogDatabase database) {
    return database.inTransaction(handle -> {
      boolean there = handle
          .createQuery("select to_regclass(:table) is not null")
          .bind("table", database.schema() + ".import_state")
          .mapTo(Boolean.class)
          .one();
      return there
          ? handle
              .createQuery("select events from " + database.schema() + ".import_state")
              .mapTo(Long.class)
              .findFirst()
              .orElse(0L)
          : 0L;
    });
  }

  private void safely(Handle handle, String statements) {
    // The owner's rights are at work here, and others may have put things on the owner's search
    // path.
    handle.execute("set local search_path = pg_catalog, pg_temp");
    handle.createScript(sql(statements)).execute();
  }

  private String sql(String statement) {
    return statement.formatted(database.schema());
  }
}
