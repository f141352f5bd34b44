package dev.cairn.outbox.consumer;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the group stands in its partitions, and how events are handled so that this stays true. Used by the
 * thread of the consumer only.
 */
interface Progress {

  /** Makes a partition this member's; the offset to go on with, empty if the group has none. */
  OptionalLong begin(TopicPartition partition);

  /** Sets the first offset in a partition that was just begun and had none. */
  void start(TopicPartition partition, long offset);

  /**
   * Handles events of one partition, in order, from the first on.
   *
   * @param enough asked after each; if so, no other is begun
   * @return how many are done
   * @throws HandlerFailure if one could not be handled
   */
  int handle(TopicPartition partition, List<Incoming> run, BooleanSupplier enough);

  /** Whether records with that key are not to be handled. */
  boolean isParked(TopicPartition partition, byte @Nullable [] key);

  /**
   * Goes past a record that is not handled.
   *
   * @param parkKey whether later ones of its key are not to be handled either
   * @param letter writes it elsewhere; if that fails, nothing is changed
   */
  void park(
      TopicPartition partition,
      ConsumerRecord<byte[], byte[]> record,
      boolean parkKey,
      Runnable letter);

  /** Lets records with that key be handled again; false if they were not parked here. */
  boolean release(byte[] key);

  /** Makes lasting what is not yet. */
  void settle();

  /** These belong to somebody else now. */
  void forget(Collection<TopicPartition> partitions);
}
