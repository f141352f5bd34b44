package dev.cairn.outbox.consumer;

import dev.cairn.CairnException;
import org.apache.kafka.common.TopicPartition;

/**
 * More keys of a partition are parked than can be remembered with an offset in Kafka. The consumer ends,
 * because to forget one would break the order of its records.
 */
public final class TooManyParkedKeysException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient TopicPartition partition;
  private final int limit;

  TooManyParkedKeysException(TopicPartition partition, int limit) {
    super(
        "All " + limit + " keys that can be parked in " + partition
            + " are. Something is wrong with the handler rather than with the events: mend it, handle the"
            + " dead letters and release their keys. A consumer with a database of its own has no such limit.");
    this.partition = partition;
    this.limit = limit;
  }

  public TopicPartition partition() {
    return partition;
  }

  public int limit() {
    return limit;
  }
}
