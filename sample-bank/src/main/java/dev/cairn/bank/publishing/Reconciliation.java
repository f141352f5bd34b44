package dev.cairn.bank.publishing;

import dev.cairn.store.EventStore;
import dev.cairn.store.LogRead;

/**
 * The log beside the records in Kafka.
 *
 * @param events events in the log
 * @param published records in Kafka, repeated ones too
 * @param missing events without a record, or whose record says something else
 * @param duplicates records beyond the first of their event
 * @param outOfOrder records that come after a later event of their key
 * @param unexpected records without an event
 */
public record Reconciliation(
    long events, long published, long missing, long duplicates, long outOfOrder, long unexpected) {

  /** Reads both from beginning to end. Takes about 100 bytes of memory for each event. */
  public static Reconciliation of(EventStore log, PublishedRecords records) {
    Tally tally = new Tally();
    records.forEach(tally::published);
    log.readLog(LogRead.all(), tally::recorded);
    return tally.result();
  }

  /** Whether every event is in Kafka once, as it is in the log, in the order of its stream. */
  public boolean isClean() {
    return missing == 0 && duplicates == 0 && outOfOrder == 0 && unexpected == 0;
  }
}
