package dev.cairn.outbox.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Looks once a second where the topics end. Used by the thread of the consumer, its result by any. */
final class LagWatch {

  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final Assignment assignment;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long lookedAt = System.nanoTime() - INTERVAL_NANOS;
  private volatile ConsumerLag lag = new ConsumerLag(Map.of());

  LagWatch(Consumer<byte[], byte[]> consumer, Assignment assignment) {
    this.consumer = consumer;
    this.assignment = assignment;
  }

  void refresh() {
    long now = System.nanoTime();
    if (now - lookedAt >= INTERVAL_NANOS) {
      lookedAt = now;
      look();
    }
    Map<TopicPartition, Long> behind = new HashMap<>();
    for (PartitionQueue queue : assignment.queues()) {
      Long end = ends.get(queue.partition());
      if (queue.isKnown() && end != null) {
        behind.put(queue.partition(), Math.max(0, end - next(queue)));
      }
    }
    boolean others = !behind.keySet().equals(lag.byPartition().keySet());
    lag = new ConsumerLag(behind);
    if (others) {
      listeners.forEach(Runnable::run);
    }
  }

  /** Tells whenever the partitions are others than before; by then {@link #lag} has the new ones. */
  void onPartitions(Runnable listener) {
    listeners.add(listener);
  }

  private void look() {
    Set<TopicPartition> known = assignment.queues().stream()
        .filter(PartitionQueue::isKnown)
        .map(PartitionQueue::partition)
        .collect(Collectors.toSet());
    ends.keySet().retainAll(known);
    if (!known.isEmpty()) {
      try {
        ends.putAll(consumer.endOffsets(known, PATIENCE));
      } catch (RetriableException e) {
        // The broker is away; what was known is the best there is.
      }
    }
  }

  /** Past the markers of transactions that follow the last record, if there is none in between. */
  private long next(PartitionQueue queue) {
    return queue.isPlaced() && queue.isEmpty()
        ? Math.max(queue.next(), consumer.position(queue.partition()))
        : queue.next();
  }

  ConsumerLag lag() {
    return lag;
  }
}
