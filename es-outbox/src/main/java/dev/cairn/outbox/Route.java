package dev.cairn.outbox;

import dev.cairn.InvalidInputException;

/** Where an event goes. */
public sealed interface Route {

  /** Into a topic, under a key; records with the same key stay in order. */
  static Route to(String topic, String key) {
    return new To(topic, key);
  }

  /** Nowhere: consumers are not to know of it. */
  static Route unpublished() {
    return Unpublished.INSTANCE;
  }

  /** Nowhere, and neither do the later events of its stream, until an operator has decided: it is parked. */
  static Route refused(String reason) {
    return new Refused(reason);
  }

  /**
   * A place in Kafka.
   *
   * @param topic 1 to 249 letters, digits, dots, underscores and hyphens
   * @param key never empty: records without a key have no order
   */
  record To(String topic, String key) implements Route {

    /**
     * @throws InvalidInputException if Kafka knows no such topic name, or the key is empty
     */
    public To {
      TopicNames.require(topic);
      if (key.isEmpty()) {
        throw new InvalidInputException(
            "record key", "is empty; records without a key would have no order");
      }
    }
  }

  /** Not to be published. */
  enum Unpublished implements Route {
    INSTANCE
  }

  /**
   * Not to be published yet.
   *
   * @param reason what the operator will read
   */
  record Refused(String reason) implements Route {}
}
