package dev.cairn.outbox;

import dev.cairn.postgres.LogFollower;
import dev.cairn.postgres.LogPage;
import dev.cairn.store.Checkpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the next page of the log while the one before is being published; one page ahead, so memory
 * stays bounded. Used by one thread.
 */
final class ReadAhead implements AutoCloseable {

  private final LogFollower follower;
  private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
    Thread thread = new Thread(task, "cairn-relay-reader");
    thread.setDaemon(true);
    return thread;
  });
  private @Nullable CompletableFuture<LogPage> next;
  private @Nullable Checkpoint nextFrom;

  ReadAhead(LogFollower follower) {
    this.follower = follower;
  }

  /** The page after a checkpoint; from what was fetched ahead, if that is it. */
  LogPage page(Checkpoint from) {
    CompletableFuture<LogPage> fetched = next;
    next = null;
    if (fetched == null) {
      return follower.next(from);
    }
    LogPage page = joined(fetched);
    return from.equals(nextFrom) ? page : follower.next(from);
  }

  /** Begins to fetch what comes after a page, if there is more. */
  void begin(LogPage page) {
    if (!page.isLast() && next == null) {
      nextFrom = page.end();
      next = CompletableFuture.supplyAsync(() -> follower.next(page.end()), reader);
    }
  }

  private static LogPage joined(CompletableFuture<LogPage> page) {
    try {
      return page.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }

  /** Waits for a fetch under way; its result is not wanted any more. */
  @Override
  public void close() {
    CompletableFuture<LogPage> fetched = next;
    if (fetched != null) {
      fetched.handle((page, failure) -> true).join();
    }
    reader.shutdown();
  }
}
