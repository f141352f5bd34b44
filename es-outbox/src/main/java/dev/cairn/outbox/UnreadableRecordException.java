package dev.cairn.outbox;

import dev.cairn.CairnException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record of Kafka is no CloudEvent in the form that the relay publishes. */
public final class UnreadableRecordException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient TopicPartition partition;
  private final long offset;

  UnreadableRecordException(
      TopicPartition partition, long offset, String problem, @Nullable Throwable cause) {
    super(
        "The record at offset " + offset + " of " + partition + " is no CloudEvent: " + problem
            + ". Something else than the relay writes to this topic; leave it out, or dead-letter it.",
        cause);
    this.partition = partition;
    this.offset = offset;
  }

  public TopicPartition partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }
}
