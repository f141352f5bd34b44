package dev.cairn.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The group commit that one writes in an afternoon: one thread takes what has queued up, at most 64 rows,
 * inserts it in one statement, and answers. It checks no version and keeps no order across processes.
 */
final class RawGroupCommit implements AutoCloseable {

  private static final int MOST = 64;

  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final RawLog rawLog;
  private final HikariDataSource pool;
  private final Thread thread;
  private volatile boolean closing;

  private record Waiting(RawLog.Row row, CompletableFuture<Void> done) {}

  RawGroupCommit(RawLog rawLog, HikariDataSource pool) {
    this.rawLog = rawLog;
    this.pool = pool;
    this.thread = new Thread(this::run, "raw-group-commit");
    thread.setDaemon(true);
    thread.start();
  }

  void append(RawLog.Row row) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    queue.add(new Waiting(row, done));
    done.join();
  }

  private void run() {
    try (Connection connection = pool.getConnection()) {
      List<Waiting> batch = new ArrayList<>(MOST);
      while (!closing) {
        batch.add(queue.take());
        queue.drainTo(batch, MOST - 1);
        rawLog.insertArrays(connection, batch.stream().map(Waiting::row).toList());
        batch.forEach(waiting -> waiting.done().complete(null));
        batch.clear();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }
}
