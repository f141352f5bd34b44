package dev.cairn.bank.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what is appended to all clients that follow the events, from one subscription to the log. What
 * is older, or more than a client's queue holds, the client reads from the log itself: a slow one holds up
 * nobody and costs no memory. Thread-safe.
 */
final class EventFeed implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

  private final PostgresEventStore store;
  private final int most;
  private final Set<FeedQueue> queues = new HashSet<>();
  private @Nullable Subscription subscription;
  private Position handed = Position.START;
  private boolean closed;

  EventFeed(PostgresEventStore store, int most) {
    this.store = store;
    this.most = most;
  }

  /** One event, as clients get it. */
  record Told(
      long position, String stream, long version, String type, Instant recorded, JsonNode payload) {

    static Told of(RecordedEvent event) {
      try {
        return new Told(
            event.position().value(),
            event.streamText(),
            event.version().value(),
            event.type(),
            event.recordedAt(),
            Json.read(event.payloadJson()));
      } catch (IOException e) {
        throw new UncheckedIOException("The log holds what is not JSON", e);
      }
    }
  }

  /**
   * From now on what is appended goes into the queue, which is emptied first.
   *
   * @return where the log stands: what comes after it goes into the queue
   * @throws RefusedRequestException if there are too many clients, or the server is ending
   */
  synchronized Position join(FeedQueue queue) {
    if (closed) {
      throw new RefusedRequestException(ProblemType.TOO_MANY_STREAMS, "The server is ending");
    }
    if (!queues.contains(queue) && queues.size() >= most) {
      throw new RefusedRequestException(
          ProblemType.TOO_MANY_STREAMS, most + " clients follow the events, and no more can");
    }
    follow();
    queue.begin();
    queues.add(queue);
    return handed;
  }

  synchronized void leave(FeedQueue queue) {
    queues.remove(queue);
  }

  /** The log is followed from when somebody first wants to know, and anew after it went back. */
  private void follow() {
    Subscription current = subscription;
    if (current == null || current.ended().toCompletableFuture().isDone()) {
      handed = store.head();
      subscription = store.subscribe(
          new Checkpoint(store.identity(), handed, null), EventFilter.all(), this::hand);
      subscription.ended().whenComplete((nothing, failure) -> ended(failure));
    }
  }

  private synchronized void hand(RecordedEvent event) {
    handed = event.position();
    FeedMessage message = FeedMessage.event(Told.of(event));
    queues.forEach(queue -> queue.offer(message));
  }

  private void ended(@Nullable Throwable failure) {
    if (failure != null) {
      log.warn("The feed of events begins anew: {}", failure.getMessage());
      disconnectAll();
    }
  }

  private synchronized void disconnectAll() {
    queues.forEach(FeedQueue::end);
    queues.clear();
  }

  /** Tells all clients how projections and relay are. */
  synchronized void tell(FeedMessage state) {
    queues.forEach(queue -> queue.replaceState(state));
  }

  @Override
  public void close() {
    Subscription current;
    synchronized (this) {
      closed = true;
      current = subscription;
    }
    disconnectAll();
    if (current != null) {
      current.close();
    }
  }
}
