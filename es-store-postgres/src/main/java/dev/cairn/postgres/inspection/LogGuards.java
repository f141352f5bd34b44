package dev.cairn.postgres.inspection;

import dev.cairn.postgres.LogDatabase;
import java.util.List;

/**
 * Whether what guards the log is in place, without looking at its events: the trigger that keeps them
 * immutable, the keys, the sequence of positions, and the incarnations.
 *
 * @param notes what this role may not look at
 */
public record LogGuards(List<LogProblem> problems, List<String> notes) {

  /** Asks the database. */
  public static LogGuards of(LogDatabase database) {
    Problems problems = new Problems();
    new SchemaCheck(database).run(problems);
    HeadCheck.run(database, problems);
    return new LogGuards(problems.first(), problems.notes());
  }
}
