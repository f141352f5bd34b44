package dev.cairn.postgres.inspection;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.inspection.LogProblem.Kind;
import java.util.List;
import java.util.function.LongConsumer;

/** The events in the order of the streams: versions 1, 2, 3 and so on, in the order of the log. */
final class VersionCheck {

  private static final int PAGE = 20_000;

  // A page after the last row of the one before, along the index on stream and version.
  private static final String PAGE_AFTER = """
      select stream, version, position from %s.events
       where (stream, version) > (:stream, :version) and position <= :head
       order by stream, version limit :limit""";

  private final LogDatabase database;
  private final Position head;

  VersionCheck(LogDatabase database, Position head) {
    this.database = database;
    this.head = head;
  }

  private record Place(String stream, long version, long position) {}

  /**
   * Looks at every stream.
   *
   * @param count what the way along the positions has counted
   */
  void run(Problems problems, LogCount count, LongConsumer progress) {
    Place last = new Place("", 0, 0);
    long events = 0;
    List<Place> page;
    do {
      page = pageAfter(last);
      for (Place next : page) {
        check(last, next, problems);
        last = next;
      }
      events += page.size();
      progress.accept(count.events() + events);
    } while (page.size() == PAGE);
    if (events != count.events()) {
      problems.add(
          Kind.COUNTS,
          "By position there are " + count.events() + " events, by stream " + events
              + ": an index is broken. reindex table " + database.schema() + ".events mends that.");
    }
  }

  private List<Place> pageAfter(Place last) {
    return database.inTransaction(handle -> handle
        .createQuery(PAGE_AFTER.formatted(database.schema()))
        .bind("stream", last.stream())
        .bind("version", last.version())
        .bind("head", head.value())
        .bind("limit", PAGE)
        .map((row, context) ->
            new Place(row.getString("stream"), row.getLong("version"), row.getLong("position")))
        .list());
  }

  private static void check(Place last, Place next, Problems problems) {
    boolean same = last.stream().equals(next.stream());
    long expected = same ? last.version() + 1 : 1;
    if (!same) {
      checkId(next, problems);
    }
    if (next.version() != expected) {
      problems.add(
          Kind.VERSIONS,
          "The stream " + next.stream() + " has version " + next.version() + " at position "
              + next.position() + " where version " + expected + " should be.");
    }
    if (same && next.position() <= last.position()) {
      problems.add(
          Kind.STREAM_ORDER,
          "Version " + next.version() + " of the stream " + next.stream() + " stands at position "
              + next.position() + ", and version " + last.version() + " at " + last.position()
              + ".");
    }
  }

  private static void checkId(Place first, Problems problems) {
    try {
      StreamId.parse(first.stream());
    } catch (InvalidInputException e) {
      problems.add(Kind.STREAM_ID, "At position " + first.position() + ": " + e.getMessage() + ".");
    }
  }
}
