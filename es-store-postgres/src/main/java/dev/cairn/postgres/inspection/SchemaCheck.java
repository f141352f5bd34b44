package dev.cairn.postgres.inspection;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.inspection.LogFacts.Incarnation;
import dev.cairn.postgres.inspection.LogProblem.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Whether what guards the log is there: the trigger, the keys, and the lives of the log. */
final class SchemaCheck {

  // Before a statement (2), update (16), delete (8), truncate (32), and not for each row (1).
  private static final String TRIGGER = """
      select t.tgenabled = 'A' as always, t.tgtype = 2 + 8 + 16 + 32 as whole, t.tgqual is null as unconditional,
             p.prosrc as source
        from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       where t.tgrelid = '%s.events'::regclass and t.tgname = 'events_immutable'""";

  private static final String KEYS = """
      select c.conname as name, pg_get_constraintdef(c.oid) as definition,
             c.convalidated and coalesce(i.indisvalid and i.indisready, true) as valid
        from pg_constraint c left join pg_index i on i.indexrelid = c.conindid
       where c.conrelid = '%s.events'::regclass""";

  private static final Map<String, String> WANTED = Map.of(
      "events_position_key", "PRIMARY KEY (\"position\")",
      "events_stream_version_key", "UNIQUE (stream, version)",
      "events_id_key", "UNIQUE (id)",
      "events_version_positive", "CHECK ((version > 0))");

  private final LogDatabase database;

  SchemaCheck(LogDatabase database) {
    this.database = database;
  }

  void run(Problems problems) {
    database.inTransaction(handle -> {
      checkTrigger(handle, problems);
      checkKeys(handle, problems);
      return handle;
    });
    checkIncarnations(LogFacts.of(database), problems);
  }

  private void checkTrigger(Handle handle, Problems problems) {
    List<String> found = handle
        .createQuery(TRIGGER.formatted(database.schema()))
        .map((row, context) -> {
          if (!row.getBoolean("always")) {
            return "is not always enabled";
          }
          if (!row.getBoolean("whole") || !row.getBoolean("unconditional")) {
            return "does not stand before every update, delete and truncate";
          }
          return isRefusal(row.getString("source")) ? "" : "calls a function that does not refuse";
        })
        .list();
    if (found.isEmpty()) {
      problems.add(
          Kind.NOT_IMMUTABLE,
          "The trigger events_immutable is missing: events can be changed and deleted.");
    }
    found.stream()
        .filter(problem -> !problem.isEmpty())
        .forEach(problem -> problems.add(
            Kind.NOT_IMMUTABLE,
            "The trigger events_immutable " + problem + ": events can be changed or deleted."));
  }

  /** As in R__1_refuse_change.sql: nothing comes before the exception. */
  private static boolean isRefusal(String source) {
    return source.strip().replaceAll("\\s+", " ").startsWith("begin raise exception ")
        && source.contains("'CA002'");
  }

  private void checkKeys(Handle handle, Problems problems) {
    Map<String, String> there = new TreeMap<>();
    handle
        .createQuery(KEYS.formatted(database.schema()))
        .map((row, context) -> {
          String name = row.getString("name");
          if (row.getBoolean("valid")) {
            there.put(name, row.getString("definition"));
          }
          return name;
        })
        .list();
    new TreeMap<>(WANTED).forEach((name, definition) -> {
      if (!definition.equals(there.get(name))) {
        problems.add(
            Kind.KEYS,
            "The constraint " + name + ", " + definition
                + ", is missing, not valid, or another one.");
      }
    });
  }

  private static void checkIncarnations(LogFacts facts, Problems problems) {
    List<Incarnation> incarnations = facts.incarnations();
    if (incarnations.isEmpty()) {
      problems.add(Kind.INCARNATIONS, "The log has no incarnation.");
    }
    for (int i = 0; i < incarnations.size(); i++) {
      Incarnation incarnation = incarnations.get(i);
      Position after = incarnation.beganAfter();
      if (incarnation.number() != i + 1) {
        problems.add(
            Kind.INCARNATIONS,
            "Incarnation " + incarnation.number() + " stands where incarnation " + (i + 1)
                + " should.");
      }
      if (after.isAfter(facts.head()) || (i == 0 && after.value() != 0)) {
        problems.add(
            Kind.INCARNATIONS,
            "Incarnation " + incarnation.number() + " says that it began after position " + after
                + ", where it cannot have.");
      }
    }
  }
}
