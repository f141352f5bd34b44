package dev.cairn.outbox;

import dev.cairn.event.RecordedEvent;

/**
 * How the value of an event's record is written. May be used by several relays at once.
 *
 * <p>The same event has the same value whenever it is written, since a batch that failed is written
 * again. Messages that are not events are no concern of it: their payload is published as it was sent.
 */
@FunctionalInterface
public interface ValueFormat {

  /**
   * The value for one event, on the relay's thread, while a batch is on its way: an answer that others
   * have to give is asked for once and kept.
   *
   * <p>What it throws, other than what is named below, says that this event can have no value: the event
   * is parked, with the later ones of its stream, and the message is what the operator reads.
   *
   * @param topic where the record goes
   * @throws ValuesUnavailableException if what it needs is away; the relay waits and tries again
   */
  EventValue write(RecordedEvent event, String topic);

  /** The payload as it is stored, JSON in UTF-8; the default, which copies nothing. */
  static ValueFormat json() {
    return JsonValues.INSTANCE;
  }
}
