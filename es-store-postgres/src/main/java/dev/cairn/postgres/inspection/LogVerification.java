package dev.cairn.postgres.inspection;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What came of looking at every event of the log: that positions rise and versions have no holes, that
 * nobody could have changed an event since, and that positions to come will be higher.
 *
 * @param head up to where
 * @param count how much was looked at
 * @param found how many problems there are
 * @param problems the first of them
 * @param notes what this role may not look at
 */
public record LogVerification(
    Position head, LogCount count, long found, List<LogProblem> problems, List<String> notes) {

  /**
   * Looks at all of it, in statements over bounded ranges and in bounded memory, while the log may be in
   * use. It reads every event twice: in the order of the log, and in that of the streams.
   *
   * @param progress is told how many events it has looked at, each of them twice
   */
  public static LogVerification of(LogDatabase database, LongConsumer progress) {
    Problems problems = new Problems();
    new SchemaCheck(database).run(problems);
    new ClosedStreamCheck(database).run(problems);
    Position head = HeadCheck.run(database, problems);
    LogCount count = new PositionCheck(database, head).run(problems, progress);
    new VersionCheck(database, head).run(problems, count, progress);
    return new LogVerification(head, count, problems.found(), problems.first(), problems.notes());
  }

  /** Whether it is as Cairn left it, as far as this role may look. */
  public boolean isClean() {
    return found == 0;
  }
}
