package dev.cairn.postgres.inspection;

import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.inspection.LogProblem.Kind;
import org.jdbi.v3.core.Handle;

/** Whether streams that were closed end where they were closed, and stay closed. */
final class ClosedStreamCheck {

  private static final String MAY_READ = """
      select has_table_privilege('%s.closed_streams', 'select')""";

  private static final String GUARDED = """
      select count(*) > 0 from pg_trigger t
       where t.tgrelid = '%s.closed_streams'::regclass and t.tgname = 'closed_streams_immutable'
         and t.tgenabled = 'A'""";

  private static final String WRONG = """
      select closed.stream, closed.version, closed.last from (
        select c.stream, c.version,
               coalesce((select e.version from %1$s.events e
                          where e.stream = c.stream order by e.version desc limit 1), 0) as last
          from %1$s.closed_streams c) closed
       where closed.version <> closed.last order by closed.stream""";

  private final LogDatabase database;

  ClosedStreamCheck(LogDatabase database) {
    this.database = database;
  }

  void run(Problems problems) {
    database.inLongTransaction(handle -> {
      if (!ask(handle, GUARDED)) {
        problems.add(
            Kind.NOT_IMMUTABLE,
            "The trigger closed_streams_immutable is missing or not always enabled: streams that are"
                + " closed can be opened again.");
      }
      if (ask(handle, MAY_READ)) {
        compare(handle, problems);
      } else {
        problems.note("This role may not look at the streams that are closed; the owner may.");
      }
      return handle;
    });
  }

  private boolean ask(Handle handle, String question) {
    return handle
        .createQuery(question.formatted(database.schema()))
        .mapTo(Boolean.class)
        .one();
  }

  private void compare(Handle handle, Problems problems) {
    handle
        .createQuery(WRONG.formatted(database.schema()))
        .setFetchSize(1_000)
        .map((row, context) -> "The stream " + row.getString("stream") + " was closed at version "
            + row.getLong("version") + ", and its last event has version " + row.getLong("last")
            + ".")
        .forEach(problem -> problems.add(Kind.CLOSED_STREAMS, problem));
  }
}
