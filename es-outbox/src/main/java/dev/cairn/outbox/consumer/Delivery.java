package dev.cairn.outbox.consumer;

import dev.cairn.InvalidInputException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** How often an event is handled if processes are killed: the handler, and where the offsets are. */
public sealed interface Delivery {

  /**
   * Each record exactly once: the offset is written by the transaction in which the handler works. If it
   * commits, the record is handled and never will be again; if it does not, nothing has happened. That
   * holds whatever is killed when. A member that was taken for dead and wakes, or is too slow, cannot
   * commit once another has taken its partition over: its transaction is rolled back.
   *
   * <p>What it does not promise: anything about what the handler does outside of the transaction, and
   * nothing against an event that is in the topic twice, as with a relay that publishes at least once.
   *
   * @param dataSource of the PostgreSQL database in which the handler works; the tables of
   *     {@link OffsetTable#inSearchPath()} must be there
   */
  static ExactlyOnce exactlyOnce(DataSource dataSource, TransactionalEventHandler handler) {
    return exactlyOnce(Jdbi.create(dataSource), handler);
  }

  /** The same with handles that are configured by the application. */
  static ExactlyOnce exactlyOnce(Jdbi jdbi, TransactionalEventHandler handler) {
    return new ExactlyOnce(jdbi, handler, OffsetTable.inSearchPath(), 100, Duration.ofSeconds(30));
  }

  /**
   * Each record at least once: the offset is committed to Kafka after the handler has returned. The handler
   * sees an event again after a process was killed, and after a rebalance during which it worked. Repetitions that
   * {@link SeenEvents} knows are left out: by default the latest 10,000 ids in the memory of this process,
   * which end with it.
   */
  static AtLeastOnce atLeastOnce(EventHandler handler) {
    return new AtLeastOnce(handler, SeenEvents.latest(10_000));
  }

  /**
   * Offsets in the transactions of the handler.
   *
   * @param jdbi where the handler works
   * @param handler what is done
   * @param table where the offsets are
   * @param batch how many records of one partition share a transaction at most, as long as none fails and it takes
   *     less than half a second; after a failure each has its own
   * @param idle how long the handler may leave the transaction without a statement before the server ends
   *     it, so that a process that is stopped in the middle does not hold its locks for ever
   */
  record ExactlyOnce(
      Jdbi jdbi, TransactionalEventHandler handler, OffsetTable table, int batch, Duration idle)
      implements Delivery {

    public ExactlyOnce {
      if (batch < 1) {
        throw new InvalidInputException(
            "number of records per transaction", "is " + batch + "; it must be 1 or more");
      }
      if (idle.toMillis() < 1 || idle.toDays() > 0) {
        throw new InvalidInputException(
            "idle time", "is " + idle + "; it must be between a millisecond and a day");
      }
    }

    public ExactlyOnce withTable(OffsetTable offsets) {
      return new ExactlyOnce(jdbi, handler, offsets, batch, idle);
    }

    public ExactlyOnce withBatch(int records) {
      return new ExactlyOnce(jdbi, handler, table, records, idle);
    }

    public ExactlyOnce withIdle(Duration atMost) {
      return new ExactlyOnce(jdbi, handler, table, batch, atMost);
    }
  }

  /**
   * Offsets in Kafka.
   *
   * @param handler what is done
   * @param seen which events are left out
   */
  record AtLeastOnce(EventHandler handler, SeenEvents seen) implements Delivery {

    public AtLeastOnce withSeen(SeenEvents memory) {
      return new AtLeastOnce(handler, memory);
    }
  }
}
