package dev.cairn.postgres;

import dev.cairn.event.EventCodec;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.StreamAppend;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    this.chunk = new BulkChunk(connections, settings);
    this.lock = new LogLock(connections, settings);
  }

  /**
   * Appends everything, in order, consuming the stream as it goes.
   *
   * @return how many events were written, not counting those that were there already
   * @throws LogLockedException as for any append; chunks before are in the log
   * @throws dev.cairn.store.WrongExpectedVersionException if a stream is not as expected; chunks before
   *     that one are in the log
   * @throws dev.cairn.store.StreamClosedException if a stream is closed; chunks before are in the log
   * @throws dev.cairn.store.DuplicateEventIdException if an append is in the log in part, or one of its
   *     ids belongs to another event
   * @throws CancellationException if the thread is interrupted; its flag stays set
   */
  public long append(Stream<StreamAppend> appends) {
    Iterator<StreamAppend> source = appends.iterator();
    // The next chunk is read and encoded while the server takes the one before.
    ExecutorService writer =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "cairn-bulk-append"));
    try {
      long written = 0;
      Future<Long> before = CompletableFuture.completedFuture(0L);
      while (source.hasNext()) {
        AppendBuffer chunk = nextChunk(source);
        written += finished(before);
        before = writer.submit(() -> write(chunk));
      }
      return written + finished(before);
    } finally {
      end(writer);
    }
  }

  private AppendBuffer nextChunk(Iterator<StreamAppend> source) {
    AppendBuffer chunk = new AppendBuffer();
    while (source.hasNext() && chunk.events() < EVENTS && chunk.bytes() < BYTES) {
      chunk.add(
          EncodedAppend.encode(List.of(source.next()), codec, settings.limits()).get(0));
    }
    return chunk;
  }

  private long write(AppendBuffer buffer) {
    try {
      return connections.call((connection, again) -> chunk.write(connection, buffer, again));
    } catch (SQLException e) {
      throw lock.translated(e);
    }
  }

  /** Waits through interrupts, which it keeps: a chunk that is under way ends, in the log or not at all. */
  private static void end(ExecutorService writer) {
    writer.shutdown();
    boolean interrupted = false;
    while (!writer.isTerminated()) {
      try {
        writer.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long finished(Future<Long> chunk) {
    try {
      return chunk.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted; what was appended so far is in the log");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }
}
