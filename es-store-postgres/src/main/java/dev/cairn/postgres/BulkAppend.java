package dev.cairn.postgres;

import dev.cairn.event.EventCodec;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.StreamAppend;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Fills a log at the speed of COPY: for imports and migrations. Order, versions, unique ids and expected
 * versions are as with {@link PostgresEventStore}, and other writers may append at the same time.
 *
 * <p>Events are written in chunks, each in a transaction of its own; an append is never divided. What is
 * in the log already, by its event ids, is left out, so an import that was broken off is run again from
 * the beginning. While a chunk is written, other appends wait for it.
 *
 * <p>It writes past the append functions, so it needs the role that owns the log. Not thread-safe; use
 * one object for each thread.
 */
public final class BulkAppend {

  private static final int EVENTS = 10_000;
  private static final long BYTES = 16L * 1024 * 1024;

  private final Connections connections;
  private final EventCodec codec;
  private final PostgresSettings settings;
  private final BulkChunk chunk;
  private final LogLock lock;

  public BulkAppend(DataSource owner, EventCodec codec, PostgresSettings settings) {
    this.connections = new Connections(owner, settings);
    this.codec = codec;
    this.settings = settings;
    this.chunk = new BulkChunk(settings);
    this.lock = new LogLock(connections, settings);
  }

  /**
   * Appends everything, in order, consuming the stream as it goes.
   *
   * @return how many events were written, not counting those that were there already
   * @throws LogLockedException as for any append; chunks before are in the log
   * @throws dev.cairn.store.WrongExpectedVersionException if a stream is not as expected; chunks before
   *     that one are in the log
   * @throws dev.cairn.store.DuplicateEventIdException if an append is in the log in part, or one of its
   *     ids belongs to another event
   */
  public long append(Stream<StreamAppend> appends) {
    long written = 0;
    Iterator<StreamAppend> source = appends.iterator();
    while (source.hasNext()) {
      AppendBuffer buffer = new AppendBuffer();
      while (source.hasNext() && buffer.events() < EVENTS && buffer.bytes() < BYTES) {
        buffer.add(EncodedAppend.encode(List.of(source.next()), codec, settings.limits())
            .get(0));
      }
      written += write(buffer);
    }
    return written;
  }

  private long write(AppendBuffer buffer) {
    try {
      return connections.call((connection, again) -> chunk.write(connection, buffer, again));
    } catch (SQLException e) {
      throw lock.translated(e);
    }
  }
}
