package dev.cairn.postgres.transfer;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.inspection.LogFacts.Incarnation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes what was copied the log, in one transaction, if it is one. */
final class ImportedLog {

  private static final int LOCK_WAIT_MILLIS = 10_000;

  private static final String HOLE = """
      select position, stream, version, expected from (
        select position, stream, version,
               row_number() over (partition by stream order by position) as expected
          from %1$s.import_events) versions
       where version <> expected order by position limit 1""";

  private static final String EVENTS = """
      insert into %1$s.events (position, version, recorded_at, id, stream, type, payload, metadata, revision)
      select position, version, recorded_at, id, stream, type, payload, metadata, revision
        from %1$s.import_events order by position""";

  private static final String REVISIONS = """
      insert into %1$s.event_revisions (type, revision)
      select distinct type, revision from %1$s.import_events on conflict do nothing""";

  private static final String CLOSED = """
      insert into %1$s.closed_streams (stream, version, closed_at, closed_by, reason)
      select stream, version, closed_at, closed_by, reason from %1$s.import_closed_streams""";

  private static final String NOT_AT_THE_END = """
      select c.stream from %1$s.closed_streams c
       where c.version is distinct from (select e.version from %1$s.events e
                                          where e.stream = c.stream order by e.version desc limit 1)
       limit 1""";

  private static final String INCARNATION = """
      insert into %1$s.incarnations (incarnation, began_after, began_at, reason)
      values (:incarnation, :after, coalesce(:at, clock_timestamp()), :reason)""";

  private final LogDatabase database;
  private final LogFile content;
  private final LogFileReader file;

  ImportedLog(LogDatabase database, LogFile content, LogFileReader file) {
    this.database = database;
    this.content = content;
    this.file = file;
  }

  void makeVisible() {
    try {
      database.inLongTransaction(handle -> {
        // The owner's rights are at work here, and others may have put things on its search path.
        handle.execute("set local search_path = pg_catalog, pg_temp");
        handle.execute(sql("select %1$s.lock_log(" + LOCK_WAIT_MILLIS + ")"));
        new EmptyLog(database).require(handle);
        fill(handle);
        identify(handle);
        new Staging(database).dropIn(handle);
        return handle;
      });
    } catch (LogRejectedException e) {
      throw e.sqlState().startsWith("23")
          ? new LogFileException(content.file(), "does not hold a log: " + e.getMessage(), e)
          : e;
    }
  }

  private void fill(Handle handle) {
    refuse(handle.createQuery(sql(HOLE)).map((row, context) -> hole(row)).findFirst());
    handle.execute(sql(EVENTS));
    handle.execute(sql(REVISIONS));
    handle.execute(sql(CLOSED));
    refuse(handle
        .createQuery(sql(NOT_AT_THE_END))
        .map((row, context) ->
            "closes the stream " + row.getString(1) + " at another version than its last")
        .findFirst());
    // Whoever reads first is to know how many events there are.
    handle.execute(sql("analyze %1$s.events"));
  }

  private static String hole(ResultSet row) throws SQLException {
    return "has version " + row.getLong("version") + " of the stream " + row.getString("stream")
        + " at position " + row.getLong("position") + ", where version "
        + row.getLong("expected") + " should be";
  }

  private void refuse(Optional<String> problem) {
    problem.ifPresent(found -> {
      throw new LogFileException(content.file(), found, null);
    });
  }

  /** The log is the one that was exported, in a life that begins here. */
  private void identify(Handle handle) {
    handle
        .createUpdate(sql("update %1$s.log set id = :id, created_at = :at"))
        .bind("id", content.log().log())
        .bind("at", file.header().logCreatedAt())
        .execute();
    handle.execute(sql("delete from %1$s.incarnations"));
    file.incarnations().forEach(known -> insert(handle, known));
    handle
        .createUpdate(sql(INCARNATION))
        .bind("incarnation", content.log().incarnation() + 1)
        .bind("after", content.last().value())
        .bindNull("at", Types.TIMESTAMP_WITH_TIMEZONE)
        .bind("reason", "imported, exported on " + content.exportedAt())
        .execute();
    if (content.events() > 0) {
      handle
          .createQuery(sql("select setval('%1$s.positions', :last)"))
          .bind("last", content.last().value())
          .mapTo(Long.class)
          .one();
      handle
          .createQuery(sql("select true from pg_notify('%1$s_events', :last)"))
          .bind("last", content.last().toString())
          .mapTo(Boolean.class)
          .one();
    }
  }

  private void insert(Handle handle, Incarnation known) {
    handle
        .createUpdate(sql(INCARNATION))
        .bind("incarnation", known.number())
        // Part of the log may end before.
        .bind("after", Math.min(known.beganAfter().value(), content.last().value()))
        .bind("at", known.beganAt())
        .bind("reason", known.reason())
        .execute();
  }

  private String sql(String statement) {
    return statement.formatted(database.schema());
  }
}
