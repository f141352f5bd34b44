package dev.cairn.outbox.consumer;

import dev.cairn.outbox.PublishedEvent;

/**
 * Remembers by their ids which events were handled, for a consumer without a database of its own.
 *
 * <p>What can be promised: an event that {@link #remember} was told of is not handled again for as long as
 * {@link #contains} knows it. What cannot: a process that is killed after the handler has done its work and
 * before the id is remembered handles the event again, wherever the ids are kept. Only an id that is written in the
 * same transaction as the work closes that gap, and then {@link Delivery#exactlyOnce} is the simpler way;
 * or a handler for whom doing it twice is doing it once.
 *
 * <p>Called on the threads of all consumers that are given it. What it throws counts as a failure of the handler.
 */
public interface SeenEvents {

  /** Whether the event was remembered, and so is not handled again. */
  boolean contains(PublishedEvent event);

  /** Told after the handler has returned and before the offset is committed. */
  void remember(PublishedEvent event);

  /**
   * Remembers the latest ids in the memory of this process: repetitions in the topic and after a rebalance
   * are found if not more than so many events lie between them; after a restart nothing is known.
   *
   * @param ids how many; about 150 bytes each
   */
  static SeenEvents latest(int ids) {
    return new LatestIds(ids);
  }
}
