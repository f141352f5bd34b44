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

  /** Every event at least once, first copies in the order of their stream; cheaper for consumers that deduplicate. */
  static DeliveryGuarantee atLeastOnce() {
    return AtLeastOnce.INSTANCE;
  }

  /** Every event at most once: what was under way when something failed is lost, and reported. */
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
