package dev.cairn.outbox.consumer;

import dev.cairn.CairnException;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The handler failed in all attempts, or the key of the event is parked, and the consumer was told to stop
 * then.
 */
public final class EventNotHandledException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient TopicPartition partition;
  private final long offset;
  private final UUID eventId;
  private final int attempts;

  private EventNotHandledException(
      TopicPartition partition,
      Incoming incoming,
      int attempts,
      String problem,
      @Nullable RuntimeException cause) {
    super(
        "The event " + incoming.event() + " at offset " + incoming.record().offset() + " of "
            + partition + " " + problem,
        cause);
    this.partition = partition;
    this.offset = incoming.record().offset();
    this.eventId = incoming.event().id();
    this.attempts = attempts;
  }

  static EventNotHandledException afterAttempts(
      TopicPartition partition, Incoming incoming, int attempts, RuntimeException cause) {
    return new EventNotHandledException(
        partition,
        incoming,
        attempts,
        "could not be handled in " + attempts + " attempts: " + cause
            + ". The next consumer of the group begins with it; mend the handler, or choose a"
            + " dead-letter topic.",
        cause);
  }

  static EventNotHandledException ofParkedKey(TopicPartition partition, Incoming incoming) {
    return new EventNotHandledException(
        partition,
        incoming,
        0,
        "has a key that is parked, and there is no dead-letter topic for it to follow to. Choose one again,"
            + " or release the key.",
        null);
  }

  public TopicPartition partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  public UUID eventId() {
    return eventId;
  }

  /** How often it was tried; 0 if its key is parked. */
  public int attempts() {
    return attempts;
  }
}
