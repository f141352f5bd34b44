package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.projection.model.KeyedFold;
import dev.cairn.projection.model.ReadModelTable;
import dev.cairn.projection.model.ReadModelType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Folds a batch of events into the rows that they belong to: these are loaded, folded and written at once. */
final class KeyedWork<R> implements Work {

  private static final int ROWS = 10_000;

  private final ReadModelType<R> type;
  private final ReadModelTable<R> table;
  private final ParkedKeys parked;

  KeyedWork(ReadModelType<R> type, ReadModelTable<R> table, ParkedKeys parked) {
    this.type = type;
    this.table = table;
    this.parked = parked;
  }

  @Override
  public void apply(Handle handle, List<RecordedEvent> events, Replay replay) {
    KeyedFold<R> fold = new KeyedFold<>(type, parked.keys(), parked.skips());
    load(handle, fold, events);
    events.forEach(fold::accept);
    write(handle, fold);
  }

  /** Looks for the rows that events will change. */
  void load(Handle handle, KeyedFold<R> fold, Collection<RecordedEvent> events) {
    Collection<Object> unknown = fold.unknown(events);
    try {
      fold.know(unknown, table.load(handle.getConnection(), unknown));
    } catch (SQLException e) {
      throw new RefusedSqlException(e);
    }
  }

  /** Writes what has changed over what there is. */
  void write(Handle handle, KeyedFold<R> fold) {
    decide(handle, fold);
    try {
      upsert(handle.getConnection(), fold.changed());
      table.delete(handle.getConnection(), fold.deleted());
    } catch (SQLException e) {
      throw new RefusedSqlException(e);
    }
  }

  private void upsert(Connection connection, List<R> rows) throws SQLException {
    for (int done = 0; done < rows.size(); done += ROWS) {
      table.upsert(connection, rows.subList(done, Math.min(rows.size(), done + ROWS)));
    }
  }

  /** Does with what could not be handled, and with what follows it, what the failure policy says. */
  void decide(Handle handle, KeyedFold<R> fold) {
    for (KeyedFold.Poison poison : fold.poison()) {
      parked.refused(handle, poison.key(), poison.event(), poison.reason());
    }
    fold.followers().forEach((key, events) -> parked.follow(handle, key, events));
  }

  @Override
  public void retry(Handle handle, String key, List<RecordedEvent> events) {
    KeyedFold<R> fold = new KeyedFold<>(type, new HashSet<>(), false);
    load(handle, fold, events);
    for (RecordedEvent event : events) {
      fold.accept(key, event);
    }
    for (KeyedFold.Poison poison : fold.poison()) {
      throw new StillPoisonException(poison.event(), poison.reason());
    }
    write(handle, fold);
  }
}
