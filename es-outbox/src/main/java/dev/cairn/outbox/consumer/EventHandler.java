package dev.cairn.outbox.consumer;

import dev.cairn.outbox.PublishedEvent;

/** What is done with an event, at least once. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Handles one event. Called on the thread of the consumer, one event at a time, those of a partition in
   * their order. It must return well within {@code max.poll.interval.ms} (5 minutes by default): who takes
   * longer is put out of the group, and another member handles the event too.
   *
   * @throws RuntimeException to have the event handled again, as {@link Retries} says
   */
  void handle(PublishedEvent event);
}
