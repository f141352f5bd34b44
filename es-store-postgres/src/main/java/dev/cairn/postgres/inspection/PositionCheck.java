package dev.cairn.postgres.inspection;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.inspection.LogProblem.Kind;
import java.util.function.LongConsumer;

/** The events in the order of the log: every position once, and none outside it. */
final class PositionCheck {

  private static final long RANGE = 200_000;

  private static final String OUTSIDE = """
      select count(*) from %s.events where position <= 0""";

  private static final String COUNT = """
      select count(*) as events, count(distinct position) as positions,
             count(*) filter (where version = 1) as streams
        from %s.events where position > :after and position <= :upto""";

  private final LogDatabase database;
  private final Position head;

  PositionCheck(LogDatabase database, Position head) {
    this.database = database;
    this.head = head;
  }

  private record Range(long events, long positions, long streams) {}

  LogCount run(Problems problems, LongConsumer progress) {
    long outside = database.inTransaction(
        handle -> handle.createQuery(sql(OUTSIDE)).mapTo(Long.class).one());
    if (outside > 0) {
      problems.add(
          Kind.POSITIONS, outside + " events stand at position 0 or before; the log begins at 1.");
    }
    long events = 0;
    long streams = 0;
    for (long after = 0; after < head.value(); after += RANGE) {
      long upTo = Math.min(head.value(), after + RANGE);
      // The first range holds also what stands before the beginning.
      Range range = count(after == 0 ? Long.MIN_VALUE : after, upTo);
      if (range.positions() < range.events()) {
        problems.add(
            Kind.POSITIONS,
            "Between position " + (after + 1) + " and " + upTo + " stand " + range.events()
                + " events at " + range.positions() + " positions.");
      }
      events += range.events();
      streams += range.streams();
      progress.accept(events);
    }
    return new LogCount(events, streams);
  }

  private Range count(long after, long upTo) {
    return database.inTransaction(handle -> handle
        .createQuery(sql(COUNT))
        .bind("after", after)
        .bind("upto", upTo)
        .map((row, context) ->
            new Range(row.getLong("events"), row.getLong("positions"), row.getLong("streams")))
        .one());
  }

  private String sql(String statement) {
    return statement.formatted(database.schema());
  }
}
