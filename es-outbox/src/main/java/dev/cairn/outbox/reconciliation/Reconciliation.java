package dev.cairn.outbox.reconciliation;

import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.postgres.PostgresEventStore;
import java.util.function.LongConsumer;

/**
 * The log beside the records in Kafka.
 *
 * @param events events of the log that are to be in Kafka, by the relay's filter and routing
 * @param published records in Kafka that say that they are events of this log, repeated ones too
 * @param missing events without a record, or whose record says something else
 * @param parked events without a record because they are parked, or cannot be routed
 * @param discarded events without a record because an operator decided so
 * @param duplicates records beyond the first of their event
 * @param outOfOrder records that come after a later event of their stream
 * @param unexpected records without an event
 * @param others records in the same topics that are no events of this log, such as messages
 * @param valuesNotCompared records that were found to be their event by topic, key, id and version alone,
 *     since their value is not JSON as the log has it
 */
public record Reconciliation(
    long events,
    long published,
    long missing,
    long parked,
    long discarded,
    long duplicates,
    long outOfOrder,
    long unexpected,
    long others,
    long valuesNotCompared) {

  static final Reconciliation NOTHING = new Reconciliation(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** How many events one pass holds: some 200 bytes of memory each. */
  private static final int EVENTS_OF_A_PASS = 500_000;

  /**
   * Reads both from beginning to end, as any consumer of committed records would: the topics that the
   * events of the log are routed to. What the relay has not published yet is missing. A log that is too
   * large for memory is read in several passes, each with a part of the keys.
   *
   * @param progress is told how many events and records have been read
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  public static Reconciliation of(
      PostgresEventStore log, KafkaSettings kafka, RelaySettings relay, LongConsumer progress) {
    return of(log, kafka, relay, progress, EVENTS_OF_A_PASS);
  }

  static Reconciliation of(
      PostgresEventStore log,
      KafkaSettings kafka,
      RelaySettings relay,
      LongConsumer progress,
      int eventsOfAPass) {
    return new Passes(log, kafka, relay, progress).run(eventsOfAPass);
  }

  /**
   * Whether every event is in Kafka once, as it is in the log, in the order of its stream; as far as its
   * value {@linkplain #valuesNotCompared was compared}.
   */
  public boolean isClean() {
    return missing == 0 && duplicates == 0 && outOfOrder == 0 && unexpected == 0;
  }

  Reconciliation plus(Reconciliation more) {
    return new Reconciliation(
        events + more.events,
        published + more.published,
        missing + more.missing,
        parked + more.parked,
        discarded + more.discarded,
        duplicates + more.duplicates,
        outOfOrder + more.outOfOrder,
        unexpected + more.unexpected,
        others + more.others,
        valuesNotCompared + more.valuesNotCompared);
  }
}
