package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;

/** The closed streams whose last event is in a range of the log, in pages. */
final class ClosedStreamPages {

  private static final int PAGE = 5_000;

  private static final String PAGE_AFTER = """
      select c.stream, c.version, c.closed_at, c.closed_by, c.reason
        from %1$s.closed_streams c join %1$s.events e on e.stream = c.stream and e.version = c.version
       where c.stream > :after and e.position between :from and :upto
       order by c.stream limit :limit""";

  private ClosedStreamPages() {}

  static void read(LogDatabase database, Header range, Consumer<ClosedLine> reader) {
    String after = "";
    List<ClosedLine> page;
    do {
      page = page(database, range.from(), range.upTo(), after);
      page.forEach(reader);
      after = page.isEmpty() ? after : page.get(page.size() - 1).stream();
    } while (page.size() == PAGE);
  }

  private static List<ClosedLine> page(
      LogDatabase database, Position from, Position upTo, String after) {
    return database.inTransaction(handle -> handle
        .createQuery(PAGE_AFTER.formatted(database.schema()))
        .bind("after", after)
        .bind("from", from.value())
        .bind("upto", upTo.value())
        .bind("limit", PAGE)
        .map((row, context) -> new ClosedLine(
            row.getString("stream"),
            row.getLong("version"),
            row.getObject("closed_at", OffsetDateTime.class).toInstant(),
            row.getString("closed_by"),
            row.getString("reason")))
        .list());
  }
}
