package dev.cairn.outbox.consumer;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a member is behind in the partitions that it has.
 *
 * @param byPartition records that are committed in Kafka and not handled yet; the markers of transactions
 *     among them count too, because they have offsets. A partition is missing until the consumer has begun there.
 */
public record ConsumerLag(Map<TopicPartition, Long> byPartition) {

  public ConsumerLag {
    byPartition = Map.copyOf(byPartition);
  }

  /** In all partitions of this member. */
  public long total() {
    return byPartition.values().stream().mapToLong(Long::longValue).sum();
  }
}
