package dev.cairn.outbox.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offsets in Kafka, committed after the events were handled. The group's coordinator refuses the commit of
 * a member that it has put out.
 */
final class KafkaProgress implements Progress {

  private static final Logger log = LoggerFactory.getLogger(KafkaProgress.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Delivery.AtLeastOnce delivery;
  private final Counts counts;
  private final Map<TopicPartition, ParkedKeys> parked = new HashMap<>();
  private final Map<TopicPartition, Long> uncommitted = new HashMap<>();

  /** Also where nothing is uncommitted: a change of the parked keys alone is committed with it. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  KafkaProgress(Consumer<byte[], byte[]> consumer, Delivery.AtLeastOnce delivery, Counts counts) {
    this.consumer = consumer;
    this.delivery = delivery;
    this.counts = counts;
  }

  @Override
  public OptionalLong begin(TopicPartition partition) {
    @Nullable
    OffsetAndMetadata committed =
        consumer.committed(Set.of(partition), PATIENCE).get(partition);
    parked.put(partition, ParkedKeys.from(committed == null ? "" : committed.metadata()));
    if (committed == null) {
      return OptionalLong.empty();
    }
    next.put(partition, committed.offset());
    return OptionalLong.of(committed.offset());
  }

  @Override
  public void start(TopicPartition partition, long offset) {
    goOn(partition, offset);
  }

  @Override
  public int handle(TopicPartition partition, List<Incoming> run, BooleanSupplier enough) {
    int done = 0;
    for (Incoming incoming : run) {
      try {
        handle(incoming);
      } catch (RuntimeException e) {
        throw new HandlerFailure(done, done, e);
      }
      goOn(partition, incoming.nextOffset());
      done++;
      if (enough.getAsBoolean()) {
        break;
      }
    }
    return done;
  }

  private void handle(Incoming incoming) {
    if (delivery.seen().contains(incoming.event())) {
      counts.repetition();
      return;
    }
    delivery.handler().handle(incoming.event());
    delivery.seen().remember(incoming.event());
    counts.handled(1);
  }

  @Override
  public boolean isParked(TopicPartition partition, byte @Nullable [] key) {
    return key != null && keysOf(partition).contains(key);
  }

  @Override
  public void park(
      TopicPartition partition,
      ConsumerRecord<byte[], byte[]> record,
      boolean parkKey,
      Runnable letter) {
    byte @Nullable [] key = parkKey ? record.key() : null;
    if (key != null) {
      keysOf(partition).requireRoomFor(partition, key);
    }
    letter.run();
    if (key != null) {
      keysOf(partition).add(partition, key);
    }
    goOn(partition, record.offset() + 1);
    settle();
  }

  @Override
  public boolean release(byte[] key) {
    boolean any = false;
    for (Map.Entry<TopicPartition, ParkedKeys> each : parked.entrySet()) {
      @Nullable Long offset = next.get(each.getKey());
      if (offset != null && each.getValue().remove(key)) {
        goOn(each.getKey(), offset);
        any = true;
      }
    }
    return any;
  }

  private void goOn(TopicPartition partition, long offset) {
    next.put(partition, offset);
    uncommitted.put(partition, offset);
  }

  private ParkedKeys keysOf(TopicPartition partition) {
    return parked.computeIfAbsent(partition, any -> new ParkedKeys());
  }

  @Override
  public void settle() {
    if (uncommitted.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    uncommitted.forEach((partition, offset) ->
        offsets.put(partition, new OffsetAndMetadata(offset, keysOf(partition).metadata())));
    try {
      consumer.commitSync(offsets, PATIENCE);
      uncommitted.clear();
    } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
      // The next poll tells whether the partitions are still ours; if so, it is tried again then.
      log.warn("Offsets could not be committed yet: {}", e.getMessage());
    }
  }

  @Override
  public void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> {
      parked.remove(partition);
      uncommitted.remove(partition);
      next.remove(partition);
    });
  }
}
