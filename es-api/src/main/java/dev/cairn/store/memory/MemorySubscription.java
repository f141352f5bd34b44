package dev.cairn.store.memory;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Follows the log on a thread of its own. */
final class MemorySubscription implements Subscription {

  private static final int PAGE = 256;
  private static final Position END = new Position(Long.MAX_VALUE);
  private static final AtomicLong STARTED = new AtomicLong();

  private final MemoryLog log;
  private final Consumer<? super RecordedEvent> handler;
  private final Thread thread;
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  // Made once: the future remembers every such view until it completes. close() waits for this one,
  // which completes a moment after the future.
  private final CompletionStage<Void> ended = outcome.minimalCompletionStage();

  private volatile Checkpoint checkpoint;
  private volatile boolean closing;

  MemorySubscription(MemoryLog log, Checkpoint from, Consumer<? super RecordedEvent> handler) {
    this.log = log;
    this.checkpoint = from;
    this.handler = handler;
    this.thread = new Thread(this::run, "cairn-memory-subscription-" + STARTED.incrementAndGet());
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
  }

  private void follow() {
    while (!closing) {
      List<RecordedEvent> page = log.page(checkpoint.position(), END, PAGE);
      for (RecordedEvent event : page) {
        if (closing) {
          return;
        }
        handler.accept(event);
        checkpoint = Checkpoint.at(log.identity(), event);
      }
      if (page.isEmpty()) {
        awaitMore();
      }
    }
  }

  private void awaitMore() {
    try {
      log.awaitAfter(checkpoint.position(), () -> closing);
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
    closing = true;
    log.wake();
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
