package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.store.LogIdentity;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** A log in which nothing ever happened. */
final class EmptyLog {

  private static final String STATE = """
      select l.id, (select max(i.incarnation) from %1$s.incarnations i) as incarnation,
             coalesce((select max(e.position) from %1$s.events e), 0) as head,
             exists (select from %1$s.closed_streams) as closed
        from %1$s.log l""";

  private final LogDatabase database;

  EmptyLog(LogDatabase database) {
    this.database = database;
  }

  /**
   * @throws LogNotEmptyException if it is not
   */
  void require() {
    database.inTransaction(handle -> {
      require(handle);
      return handle;
    });
  }

  void require(Handle handle) {
    handle
        .createQuery(STATE.formatted(database.schema()))
        .map((row, context) -> {
          LogIdentity log =
              new LogIdentity(row.getObject("id", UUID.class), row.getInt("incarnation"));
          Position head = new Position(row.getLong("head"));
          if (head.isAfter(Position.START) || log.incarnation() != 1 || row.getBoolean("closed")) {
            throw new LogNotEmptyException(database.schema(), log, head);
          }
          return log;
        })
        .one();
  }
}
