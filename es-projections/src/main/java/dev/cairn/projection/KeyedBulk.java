package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.LogFollower;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.projection.model.KeyedFold;
import dev.cairn.projection.model.ReadModelTable;
import dev.cairn.projection.model.ReadModelType;
import dev.cairn.store.Checkpoint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a keyed read model from many events: they are folded in memory, side by side by the hash of their
 * stream where the read model allows it, and rows are written when the memory is full and at the end. The
 * first time that is a COPY into a table without indexes.
 */
final class KeyedBulk<R> implements Bulk {

  private static final Logger log = LoggerFactory.getLogger(KeyedBulk.class);
  /** Of the classes "Data Exception" and "Integrity Constraint Violation". */
  private static final Pattern REFUSED_VALUE = Pattern.compile("2[23]...");

  private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  /** About the bytes of an event that waits. */
  private static final long EVENT = 1_000;

  private final GenerationFeed feed;
  private final ReadModelType<R> type;
  private final KeyedWork<R> work;
  private final ReadModelTable<R> table;
  private final long memory;
  private final List<KeyedFold<R>> folds = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final List<List<RecordedEvent>> next = new ArrayList<>();
  /** How many events are handed on at once: fewer if there is little memory, for they need some, too. */
  private final int chunk;

  private boolean empty;
  /** Whether every row that there is, is in memory. */
  private boolean complete;

  KeyedBulk(GenerationFeed feed, ReadModelType<R> type, long memory) {
    this.feed = feed;
    this.type = type;
    this.table = new ReadModelTable<>(type, feed.generation().schema());
    this.work = new KeyedWork<>(type, table, feed.parked());
    this.memory = memory;
    this.chunk = (int) Math.max(1, Math.min(CHUNK, memory / EVENT));
    this.empty = feed.checkpoint().position().value() == 0;
    this.complete = empty;
    feed.resume();
    int width = type.isByStream() ? LANES : 1;
    for (int i = 0; i < width; i++) {
      KeyedFold<R> fold = new KeyedFold<>(
          type, new HashSet<>(feed.parked().keys()), feed.parked().skips());
      folds.add(fold);
      lanes.add(new Lane(feed.generation() + " " + i, events -> fold(fold, events)));
      next.add(new ArrayList<>(chunk));
    }
  }

  private void fold(KeyedFold<R> fold, List<RecordedEvent> events) {
    if (!complete) {
      feed.parts().database().inTransaction(handle -> {
        work.load(handle, fold, events);
        return null;
      });
    }
    for (RecordedEvent event : events) {
      fold.accept(event);
    }
  }

  @Override
  public void accept(RecordedEvent event) {
    int lane = lanes.size() == 1 ? 0 : Math.floorMod(type.laneOf(event), lanes.size());
    List<RecordedEvent> events = next.get(lane);
    events.add(event);
    if (events.size() == chunk) {
      hand(lane);
    }
  }

  private void hand(int lane) {
    lanes.get(lane).hand(next.get(lane));
    next.set(lane, new ArrayList<>(chunk));
  }

  @Override
  public boolean isFull() {
    long bytes = 0;
    for (KeyedFold<R> fold : folds) {
      bytes += fold.bytes();
    }
    return bytes > memory;
  }

  @Override
  public void flush(Checkpoint end, boolean isLast) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      hand(lane);
    }
    lanes.forEach(Lane::awaitIdle);
    feed.parts().crashPoints().reached(CrashPoint.BEFORE_FLUSH);
    try {
      feed.commit(end, this::write);
    } catch (LogRejectedException e) {
      if (!REFUSED_VALUE.matcher(e.sqlState()).matches()) {
        throw e;
      }
      log.info("A row of {} is refused, and looked for: {}", feed.generation(), e.getMessage());
      handleAgain(end);
    }
    feed.parts().crashPoints().reached(CrashPoint.AFTER_FLUSH);
    empty = false;
    complete = false;
    folds.forEach(KeyedFold::clear);
  }

  private void write(Handle handle) {
    GenerationTables.searchFirst(handle, feed.generation().schema());
    if (empty) {
      copy(handle);
    } else {
      folds.forEach(fold -> work.write(handle, fold));
    }
  }

  /** The events since the last flush as when the log is followed: who leads to the refused row is parked. */
  private void handleAgain(Checkpoint end) {
    feed.forgetKeys();
    PostgresEventStore store = feed.parts().store();
    LogFollower follower = store.follow(ProjectionFilter.of(feed.projection(), store), CHUNK);
    while (end.position().isAfter(feed.checkpoint().position())) {
      Pass pass = Pass.read(follower, feed.checkpoint(), end.position());
      feed.feed(pass.events(), pass.end(), new Replay(true));
    }
    folds.forEach(fold -> fold.park(feed.parked().keys()));
  }

  private void copy(Handle handle) {
    List<GenerationTables.Index> indexes =
        GenerationTables.indexes(handle, feed.generation().schema());
    for (int i = indexes.size() - 1; i >= 0; i--) {
      RawSql.execute(handle, indexes.get(i).drop());
    }
    try {
      for (KeyedFold<R> fold : folds) {
        work.decide(handle, fold);
        table.copyIn(handle.getConnection(), fold.changed());
      }
    } catch (SQLException e) {
      throw new RefusedSqlException(e);
    }
    indexes.forEach(index -> RawSql.execute(handle, index.create()));
    RawSql.execute(handle, "analyze " + table.name());
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }
}
