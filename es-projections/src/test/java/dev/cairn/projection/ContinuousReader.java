package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.projection.FreshFold.Sum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads a read model all the time, as an application does, and remembers what it saw. */
final class ContinuousReader implements AutoCloseable {

  private final ProjectionLog log;
  private final String sql;
  private final Thread thread;
  private final List<Sum> seen = new ArrayList<>();
  private volatile boolean closing;
  private volatile @Nullable Exception failure;
  private final AtomicLong reads = new AtomicLong();

  private ContinuousReader(ProjectionLog log, String view) {
    this.log = log;
    this.sql = "select count(*), coalesce(sum(cents), 0) from " + log.schema() + "_read." + view;
    this.thread = new Thread(this::run, "reader-of-" + view);
    thread.start();
  }

  static ContinuousReader of(ProjectionLog log, String view) {
    return log.closing(new ContinuousReader(log, view));
  }

  private void run() {
    try (Connection connection = log.pool().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      while (!closing) {
        read(statement);
        // As often as any application, and still with something left for the others.
        LockSupport.parkNanos(1_000_000);
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private void read(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      Sum sum = new Sum(row.getLong(1), row.getLong(2));
      synchronized (seen) {
        if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(sum)) {
          seen.add(sum);
        }
      }
    }
    reads.incrementAndGet();
  }

  /** Waits until it has read once more from beginning to end. */
  void awaitAnotherRead() {
    long enough = reads.get() + 2;
    ProjectionLog.patiently().until(() -> reads.get() >= enough || failure != null);
  }

  /**
   * Everything that it saw was the read model after some event of the log, and never after an earlier one
   * than before.
   *
   * @param possible what may be seen, in order
   */
  void requireWholeAndForward(List<Sum> possible) {
    close();
    assertThat(failure).isNull();
    int at = 0;
    synchronized (seen) {
      assertThat(seen).isNotEmpty();
      for (Sum sum : seen) {
        int from = at;
        while (at < possible.size() && !possible.get(at).equals(sum)) {
          at++;
        }
        assertThat(at)
            .as(
                "%s is what the log gives after event %d or a later one; seen were %s",
                sum, from, seen)
            .isLessThan(possible.size());
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
