package dev.cairn.postgres;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.CheckpointAheadException;
import dev.cairn.store.EventFilter;
import dev.cairn.store.LogIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The log in pages small enough to hold, for one reader that follows it. The checkpoint is verified with
 * every page, for the price of an index lookup: the server may have come back with an earlier state of
 * the log, and a pool that connects anew by itself tells nobody. Not thread-safe.
 */
final class LogPages {

  private static final long BYTES = 4L * 1024 * 1024;
  /** How much of the log one statement may look through for a filter that lets little pass. */
  private static final long RANGE = 200_000;

  private final DataSource dataSource;
  private final LogHead head;
  private final LogReader reader;
  private final PostgresSettings settings;
  private final int largest;
  /** Fewer where events are large, so that little is fetched and thrown away. */
  private int pageSize;

  LogPages(
      DataSource dataSource,
      PostgresSettings settings,
      LogHead head,
      LogReader reader,
      int largest) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.head = head;
    this.reader = reader;
    this.largest = largest;
    this.pageSize = largest;
  }

  /**
   * The page after the checkpoint.
   *
   * @throws CheckpointAheadException if the log has gone back to before it
   */
  LogPage next(Checkpoint from, EventFilter filter) throws SQLException {
    try (BorrowedConnection borrowed = BorrowedConnection.from(dataSource, settings)) {
      return next(borrowed.connection(), from, filter);
    }
  }

  private LogPage next(Connection connection, Checkpoint from, EventFilter filter)
      throws SQLException {
    LogHead.Verified verified = head.verify(connection, from);
    LogIdentity log = verified.identity();
    LogHead.Last last = verified.head();
    long after = from.position().value();
    long upTo = Math.min(last.position().value(), after + RANGE);
    if (upTo <= after) {
      return new LogPage(List.of(), from, log, true);
    }
    int asked = pageSize;
    List<RecordedEvent> events =
        reader.page(connection, new LogReader.Range(after, upTo, filter), asked, BYTES);
    boolean heavy = bytes(events) >= BYTES;
    pageSize = heavy ? events.size() : Math.min(largest, 2 * asked);
    if (heavy || events.size() == asked) {
      return new LogPage(events, Checkpoint.at(log, events.get(events.size() - 1)), log, false);
    }
    boolean isLast = upTo == last.position().value();
    Checkpoint end = new Checkpoint(log, new Position(upTo), isLast ? last.eventId() : null);
    return new LogPage(events, end, log, isLast);
  }

  private static long bytes(List<RecordedEvent> events) {
    long bytes = 0;
    for (RecordedEvent event : events) {
      bytes += event.payloadJson().length + event.metadataJson().length;
    }
    return bytes;
  }
}
