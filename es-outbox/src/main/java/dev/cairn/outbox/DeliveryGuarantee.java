package dev.cairn.outbox;

/** What a consumer may count on, whatever is killed when. */
public sealed interface DeliveryGuarantee {

  /**
   * A {@code read_committed} consumer sees every event once, in the order of its stream. The default.
   *
   * <p>Each batch is a transaction of Kafka that also holds the cursor, in a compacted topic of its own; a
   * relay that was replaced while it was stopped can publish nothing when it wakes.
   */
  static DeliveryGuarantee exactlyOnce() {
    return new ExactlyOnce("cairn.");
  }

  /**
   * Every event at least once; for consumers that deduplicate.
   *
   * <p>Until something fails, each stream comes in order. When Kafka refuses a record or fails, later ones
   * that were under way may be there already; from the first that was not acknowledged on, everything is
   * published again in order. So what a consumer sees of a stream may be 1, 3, 2, 3.
   */
  static DeliveryGuarantee atLeastOnce() {
    return AtLeastOnce.INSTANCE;
  }

  /**
   * Every event at most once, in the order of its stream, with gaps: what was under way when something
   * failed, or what Kafka refused, is lost. It is logged as an error, and not parked; what the routing
   * refuses, or cannot become a record, is parked as with the other guarantees.
   */
  static DeliveryGuarantee atMostOnce() {
    return AtMostOnce.INSTANCE;
  }

  /** What is stored. */
  String id();

  /**
   * With transactions of Kafka.
   *
   * @param prefix what the names of the transactional id and of the cursor topic begin with, for clusters
   *     that grant rights by prefix; to change it is to start with another cursor
   */
  record ExactlyOnce(String prefix) implements DeliveryGuarantee {

    static final String ID = "exactly-once";

    @Override
    public String id() {
      return ID;
    }
  }

  /** With acknowledgements; the cursor is in PostgreSQL. */
  enum AtLeastOnce implements DeliveryGuarantee {
    INSTANCE;

    @Override
    public String id() {
      return "at-least-once";
    }
  }

  /** The cursor, in PostgreSQL, moves on before the events are sent. */
  enum AtMostOnce implements DeliveryGuarantee {
    INSTANCE;

    @Override
    public String id() {
      return "at-most-once";
    }
  }
}
