package dev.cairn.postgres.inspection;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import java.util.function.Consumer;

/**
 * How much is in the log up to a position.
 *
 * @param events how many events
 * @param streams how many streams they belong to
 */
public record LogCount(long events, long streams) {

  private static final long RANGE = 500_000;

  // Every stream has exactly one event of version 1.
  private static final String COUNT = """
      select count(*) as events, count(*) filter (where version = 1) as streams
        from %s.events where position > :after and position <= :upto""";

  /**
   * Counts.
   *
   * @param progress is told how far it has come
   */
  public static LogCount upTo(
      LogDatabase database, Position end, Consumer<? super Position> progress) {
    LogCount count = new LogCount(0, 0);
    for (long after = 0; after < end.value(); after += RANGE) {
      long upTo = Math.min(end.value(), after + RANGE);
      count = count.plus(range(database, after, upTo));
      progress.accept(new Position(upTo));
    }
    return count;
  }

  private static LogCount range(LogDatabase database, long after, long upTo) {
    return database.inTransaction(handle -> handle
        .createQuery(COUNT.formatted(database.schema()))
        .bind("after", after)
        .bind("upto", upTo)
        .map((row, context) -> new LogCount(row.getLong("events"), row.getLong("streams")))
        .one());
  }

  private LogCount plus(LogCount more) {
    return new LogCount(events + more.events, streams + more.streams);
  }
}
