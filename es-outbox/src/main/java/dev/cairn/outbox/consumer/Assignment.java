package dev.cairn.outbox.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this member has. All of them are called within {@code poll}, so never while an event is
 * handled: what is done is done, and what was only fetched is forgotten and fetched by whoever is next.
 *
 * <p>A new partition is paused until its place is known. That is asked for after the poll, so that a
 * database that is away holds up no rebalance.
 */
final class Assignment implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(Assignment.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Progress progress;
  private final EventConsumerSettings settings;
  private final Counts counts;
  private final Duration heartbeat;
  private final Map<TopicPartition, PartitionQueue> queues = new LinkedHashMap<>();

  /** @param heartbeat after which a member knows whether it still is one */
  Assignment(
      Consumer<byte[], byte[]> consumer,
      Progress progress,
      EventConsumerSettings settings,
      Counts counts,
      Duration heartbeat) {
    this.consumer = consumer;
    this.progress = progress;
    this.settings = settings;
    this.counts = counts;
    this.heartbeat = heartbeat;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      queues.put(partition, new PartitionQueue(partition));
      // A place of any kind keeps the poll from looking for one; paused, nothing is fetched from
      // it.
      consumer.seek(partition, 0);
      consumer.pause(Set.of(partition));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    progress.settle();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    partitions.forEach(queues::remove);
    progress.forget(partitions);
  }

  Collection<PartitionQueue> queues() {
    return queues.values();
  }

  /** One that has something to be handled; each in its turn, so that a slow one does not starve the rest. */
  Optional<PartitionQueue> nextReady() {
    Optional<PartitionQueue> ready =
        queues.values().stream().filter(PartitionQueue::isReady).findFirst();
    ready.ifPresent(queue -> {
      queues.remove(queue.partition());
      queues.put(queue.partition(), queue);
    });
    return ready;
  }

  /**
   * Fetches no more from partitions of which there are records, so memory stays bounded by one fetch of
   * each, whatever the handler does.
   */
  void pauseWhatIsBusy() {
    Set<TopicPartition> paused = consumer.paused();
    for (PartitionQueue queue : queues.values()) {
      boolean busy = !queue.isPlaced() || !queue.isEmpty();
      if (busy != paused.contains(queue.partition())) {
        Set<TopicPartition> one = Set.of(queue.partition());
        if (busy) {
          consumer.pause(one);
        } else {
          consumer.resume(one);
        }
      }
    }
  }

  void take(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      PartitionQueue queue = queues.get(partition);
      if (queue != null && queue.isPlaced()) {
        queue.add(records.records(partition));
      }
    }
  }

  /** Finds out where to go on in partitions of which that is not known. */
  void place() {
    for (PartitionQueue queue : queues.values()) {
      if (!queue.isPlaced() && queue.nanosToWait() <= 0) {
        try {
          long offset = begin(queue.partition());
          consumer.seek(queue.partition(), offset);
          queue.place(offset);
        } catch (RetriableException | PlaceLost e) {
          waitFor(queue, e);
        }
      }
    }
  }

  private long begin(TopicPartition partition) {
    OptionalLong stored = progress.begin(partition);
    if (stored.isPresent()) {
      return stored.getAsLong();
    }
    Set<TopicPartition> one = Set.of(partition);
    Map<TopicPartition, Long> found =
        switch (settings.startAt()) {
          case EARLIEST -> consumer.beginningOffsets(one, PATIENCE);
          case LATEST -> consumer.endOffsets(one, PATIENCE);
          case REFUSE ->
            throw new OffsetLostException(
                partition,
                null,
                "The group has no offset in " + partition
                    + " and was told not to begin by itself; choose where in the settings.",
                null);
        };
    long offset = found.values().iterator().next();
    progress.start(partition, offset);
    return offset;
  }

  /** Begins in that partition anew, after a while. */
  void displace(PartitionQueue queue, PlaceLost lost) {
    queue.displace();
    if (lost.isTakenOver()) {
      counts.takenOver();
      log.warn("What was done in {} is rolled back: {}", queue.partition(), lost.getMessage());
      // By then it is known whether this member still has it; if not, there is nothing to begin.
      queue.waitFor(heartbeat);
    } else {
      waitFor(queue, lost);
    }
  }

  private void waitFor(PartitionQueue queue, RuntimeException trouble) {
    Duration wait = settings.retries().after(queue.troubled(), ThreadLocalRandom.current());
    log.warn(
        "It is not known where to go on in {} ({}); trying again in {} ms",
        queue.partition(),
        trouble.getMessage(),
        wait.toMillis());
    queue.waitFor(wait);
  }
}
