package dev.cairn.postgres;

import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.Subscription;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log on a thread of its own. A page of events is fetched, the connection given back, and
 * the page handled; so a slow handler holds nothing, and memory is bounded by one page.
 */
final class LogSubscription implements Subscription {

  private static final Logger log = LoggerFactory.getLogger(LogSubscription.class);

  private final LogPages pages;
  private final LogFollowing following;
  private final EventFilter filter;
  private final Consumer<? super RecordedEvent> handler;
  private final Thread thread;
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  // Made once: the future remembers every such view until it completes. close() waits for this one,
  // which completes a moment after the future.
  private final CompletionStage<Void> ended = outcome.minimalCompletionStage();

  /** Whether the thread looks for events now, and does not handle one; also the lock for that. */
  private final AtomicBoolean fetching = new AtomicBoolean();

  private volatile Checkpoint checkpoint;
  private volatile boolean closing;

  LogSubscription(
      LogPages pages,
      LogFollowing following,
      Checkpoint from,
      EventFilter filter,
      Consumer<? super RecordedEvent> handler) {
    this.pages = pages;
    this.following = following;
    this.checkpoint = from;
    this.filter = filter;
    this.handler = handler;
    this.thread = new Thread(this::run, "cairn-subscription-" + following.nextNumber());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    // The future does the catching: whatever the handler throws, errors too, is seen in ended().
    outcome.completeAsync(
        () -> {
          follow();
          return null;
        },
        Runnable::run);
    following.ended(this);
  }

  private void follow() {
    int failures = 0;
    while (!closing) {
      long heard = following.heard();
      LogPage page;
      try {
        page = fetch();
        failures = 0;
      } catch (SQLException e) {
        if (closing) {
          return;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("The thread of the subscription was interrupted", e);
        }
        if (!SqlErrors.mayPass(e) && !SqlErrors.isShortage(e)) {
          throw following.translated(e);
        }
        if (failures == 0) {
          log.warn(
              "A subscription at position {} waits for the database: {}",
              checkpoint.position(),
              e.getMessage());
        }
        Connections.pause(failures++);
        continue;
      }
      if (handled(page.events(), page)) {
        checkpoint = page.end();
      }
      if (page.isLast() && !closing) {
        awaitMore(heard);
      }
    }
  }

  /** Whether the whole page was handled. */
  private boolean handled(List<RecordedEvent> events, LogPage page) {
    for (RecordedEvent event : events) {
      if (closing) {
        return false;
      }
      handler.accept(event);
      checkpoint = Checkpoint.at(page.identity(), event);
    }
    return true;
  }

  /** The next page. Waiting for a connection, or for an answer in vain, is ended by {@link #close}. */
  private LogPage fetch() throws SQLException {
    synchronized (fetching) {
      fetching.set(!closing);
    }
    try {
      return pages.next(checkpoint, filter);
    } finally {
      synchronized (fetching) {
        fetching.set(false);
        if (closing) {
          // What close() wanted to interrupt is over; the handler is never to see it.
          Thread.interrupted();
        }
      }
    }
  }

  private void awaitMore(long heard) {
    try {
      following.awaitMore(heard, () -> closing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The thread of the subscription was interrupted", e);
    }
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public CompletionStage<Void> ended() {
    return ended;
  }

  /** Asks the subscription to end, without waiting for it. */
  void beginClose() {
    synchronized (fetching) {
      closing = true;
      if (fetching.get()) {
        thread.interrupt();
      }
    }
    following.wakeAll();
  }

  @Override
  public void close() {
    beginClose();
    if (Thread.currentThread() != thread) {
      // Waits through interrupts and keeps their flag. A failure shows in ended(), not here.
      ended.handle((nothing, failure) -> true).toCompletableFuture().join();
    }
  }
}
