package dev.cairn.outbox.consumer;

import dev.cairn.outbox.PublishedEvent;
import org.jdbi.v3.core.Handle;

/** What is done with an event in the transaction that also holds the consumer's offset, exactly once. */
@FunctionalInterface
public interface TransactionalEventHandler {

  /**
   * Handles one event. Called on the thread of the consumer, one event at a time, those of a partition in
   * their order. What it does through the handle is committed together with the offset or not at all; what
   * it does elsewhere may be done again. It must return well within {@code max.poll.interval.ms}.
   *
   * @param transaction open; to be neither committed, rolled back nor closed by the handler, and not to be
   *     kept. An error of the database that the handler keeps to itself still fails the transaction.
   * @throws RuntimeException to have everything rolled back and the event handled again, as {@link Retries}
   *     says
   */
  void handle(PublishedEvent event, Handle transaction);
}
