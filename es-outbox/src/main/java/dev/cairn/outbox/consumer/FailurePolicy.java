package dev.cairn.outbox.consumer;

import dev.cairn.InvalidInputException;
import java.util.regex.Pattern;

/** What becomes of a record that cannot be handled, however often it was tried. */
public sealed interface FailurePolicy {

  /** The consumer ends; the record is the first that the next one tries. Nothing is passed over. */
  static FailurePolicy stop() {
    return new Stop();
  }

  /**
   * The record goes to that topic, and the later records of its key follow it there unhandled, in their
   * order, until the key is {@linkplain EventConsumer#release released}. Records of other keys go on.
   *
   * <p>Which keys are parked is remembered with the offsets, so it outlives the process. A record without a
   * key has no order and parks nothing. A dead letter is written before the offset is: after a crash
   * between the two it may be there twice, with the same {@code cairn_dlq_*} place.
   *
   * @param topic made with as many partitions as the first of the topics that are read if it does not exist
   */
  static DeadLetter deadLetter(String topic) {
    return new DeadLetter(topic, KeyOrder.PARK_KEY);
  }

  /** Ends the consumer. */
  record Stop() implements FailurePolicy {}

  /**
   * Writes to a topic.
   *
   * @param topic the name of it
   * @param order whether the record takes the later ones of its key along
   */
  record DeadLetter(String topic, KeyOrder order) implements FailurePolicy {

    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    public DeadLetter {
      if (!TOPIC.matcher(topic).matches()) {
        throw new InvalidInputException(
            "dead-letter topic",
            "'" + topic + "' is not 1 to 249 letters, digits, dots, underscores and hyphens");
      }
    }

    /**
     * The same, but later records of the key are handled, as if the dead letter had never been. Only for handlers to whom the
     * order within a stream means nothing.
     */
    public DeadLetter lettingTheKeyGoOn() {
      return new DeadLetter(topic, KeyOrder.KEY_GOES_ON);
    }
  }

  /** What a dead letter means to the later records of its key. */
  enum KeyOrder {
    /** They follow it, so that they can be handled after it. */
    PARK_KEY,
    /** They are handled before it. */
    KEY_GOES_ON
  }
}
