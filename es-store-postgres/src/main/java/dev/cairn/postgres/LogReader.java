package dev.cairn.postgres;

import dev.cairn.event.EventCodec;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.EventFilter;
import dev.cairn.store.LogRead;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads the log in the order of positions, by binary COPY over ranges of positions. Thread-safe.
 *
 * <p>A range is bounded, so that no statement holds back the server's clean-up for long, and filtered in
 * the server. Events arrive while they are handled; nothing is collected.
 */
final class LogReader {

  private static final long RANGE = 50_000;
  private static final long WORTH_DRAINING = 4L * 1024 * 1024;

  private final Connections connections;
  private final LogHead head;
  private final EventCodec codec;
  private final String schema;
  private final String neighbour;

  LogReader(Connections connections, LogHead head, EventCodec codec, String schema) {
    this.connections = connections;
    this.head = head;
    this.codec = codec;
    this.schema = schema;
    this.neighbour = new Neighbours(codec.upcasting().merged(), schema).column();
  }

  /** Reads up to the head, as it is now, or to the end of {@code read}. */
  Position read(LogRead read, Consumer<? super RecordedEvent> reader) {
    long end = Math.min(read.upTo().value(), head.position().value());
    long after = read.after().value();
    while (after < end) {
      long to = Math.min(after + RANGE, end);
      readRange(new Range(after, to, read.filter()), reader);
      after = to;
    }
    return new Position(Math.max(after, read.after().value()));
  }

  /** Part of the log: after one position, up to another. */
  record Range(long after, long upTo, EventFilter filter) {}

  private void readRange(Range range, Consumer<? super RecordedEvent> reader) {
    // What has been handed over is not handed over again when the connection breaks in the middle.
    long[] last = {range.after()};
    try {
      connections.call((connection, again) -> {
        copy(connection, new Range(last[0], range.upTo(), range.filter()), "", event -> {
          reader.accept(event);
          last[0] = event.position().value();
          return true;
        });
        return range;
      });
    } catch (SQLException e) {
      throw SqlErrors.translated(schema, e);
    }
  }

  /** The first events of a range: at most so many, and no more than so many bytes beyond the first. */
  List<RecordedEvent> page(Connection connection, Range range, int events, long bytes)
      throws SQLException {
    List<RecordedEvent> page = new ArrayList<>();
    long[] left = {bytes};
    copy(connection, range, " limit " + events, event -> {
      page.add(event);
      left[0] -= event.payloadJson().length + event.metadataJson().length;
      return left[0] > 0;
    });
    return page;
  }

  private void copy(Connection connection, Range range, String limit, Predicate<RecordedEvent> more)
      throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    CopyOut copy = postgres.getCopyAPI().copyOut(sql(postgres, range, limit));
    BinaryRows rows = new BinaryRows(codec);
    boolean ended = false;
    try {
      ended = decodeAll(copy, rows, more);
    } finally {
      if (!ended && !drained(copy)) {
        discard(connection);
      }
    }
  }

  private static boolean decodeAll(CopyOut copy, BinaryRows rows, Predicate<RecordedEvent> more)
      throws SQLException {
    for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
      RecordedEvent event = rows.decode(message);
      if (event != null && !more.test(event)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the rest of a COPY that nobody wants any more was short enough to be read to its end. */
  private static boolean drained(CopyOut copy) {
    try {
      long bytes = 0;
      while (bytes < WORTH_DRAINING) {
        byte[] message = copy.readFromCopy();
        if (message == null) {
          return true;
        }
        bytes += message.length;
      }
    } catch (SQLException e) {
      // It ended with an error; so it ended, and whatever is thrown already says more.
      return !copy.isActive();
    }
    return false;
  }

  /**
   * Ends a COPY by closing the connection. To cancel it would leave a cancellation on its way, which could
   * meet the next statement on this connection.
   */
  private static void discard(Connection connection) throws SQLException {
    connection.abort(Runnable::run);
    try {
      connection.createStatement().close();
    } catch (SQLException e) {
      // Wanted: a pool learns from it that the connection is gone.
    }
  }

  private String sql(PGConnection postgres, Range range, String limit) throws SQLException {
    StringBuilder sql = new StringBuilder("copy (select ");
    sql.append(BinaryRows.COLUMNS).append(neighbour);
    sql.append(" from ").append(schema).append(".events e where position > ").append(range.after());
    sql.append(" and position <= ").append(range.upTo());
    among(postgres, sql, "type", range.filter().types());
    among(postgres, sql, "split_part(stream, ':', 1)", range.filter().categories());
    return sql.append(" order by position")
        .append(limit)
        .append(") to stdout (format binary)")
        .toString();
  }

  /** COPY takes no parameters, so the driver quotes the values. */
  private static void among(
      PGConnection postgres, StringBuilder sql, String expression, Iterable<String> values)
      throws SQLException {
    String separator = " and " + expression + " in (";
    for (String value : values) {
      sql.append(separator).append('\'').append(postgres.escapeLiteral(value)).append('\'');
      separator = ", ";
    }
    if (separator.equals(", ")) {
      sql.append(')');
    }
  }
}
