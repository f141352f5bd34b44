package dev.cairn.postgres.inspection;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.inspection.LogProblem.Kind;
import org.jdbi.v3.core.Handle;

/** Whether the positions to come are higher than those that there are. */
final class HeadCheck {

  private static final String HEAD = """
      select coalesce(max(position), 0) from %s.events""";

  private static final String MAY_READ = """
      select has_sequence_privilege('%s.positions', 'select')""";

  private static final String NEXT = """
      select case when is_called then last_value + 1 else last_value end as next,
             (select seqcache = 1 and seqincrement > 0 and not seqcycle from pg_sequence
               where seqrelid = '%1$s.positions'::regclass) as rising
        from %1$s.positions""";

  private HeadCheck() {}

  /** Checks it, and returns where the log ends. */
  static Position run(LogDatabase database, Problems problems) {
    return database.inTransaction(handle -> {
      // The head first: appends go on, and only ever raise the sequence.
      Position head = new Position(handle
          .createQuery(HEAD.formatted(database.schema()))
          .mapTo(Long.class)
          .one());
      boolean mayRead = handle
          .createQuery(MAY_READ.formatted(database.schema()))
          .mapTo(Boolean.class)
          .one();
      if (mayRead) {
        checkSequence(handle, database.schema(), head, problems);
      } else {
        problems.note("This role may not look at the sequence of positions; the owner may.");
      }
      return head;
    });
  }

  private static void checkSequence(
      Handle handle, String schema, Position head, Problems problems) {
    handle
        .createQuery(NEXT.formatted(schema))
        .map((row, context) -> {
          long next = row.getLong("next");
          if (next <= head.value()) {
            problems.add(
                Kind.SEQUENCE,
                "The sequence of positions goes on with " + next + ", and the log ends at " + head
                    + ": setval('" + schema + ".positions', " + head + ") mends that.");
          }
          if (!row.getBoolean("rising")) {
            problems.add(
                Kind.SEQUENCE,
                "The sequence of positions has a cache, falls or starts again: positions would not rise.");
          }
          return next;
        })
        .one();
  }
}
