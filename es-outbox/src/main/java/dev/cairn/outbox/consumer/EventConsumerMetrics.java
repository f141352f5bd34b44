package dev.cairn.outbox.consumer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows an {@link EventConsumer} to Micrometer, each meter tagged with its {@code group}:
 *
 * <ul>
 *   <li>{@code cairn.consumer.lag}: records behind, in all partitions of this member
 *   <li>{@code cairn.consumer.partition.lag}: the same by {@code topic} and {@code partition}
 *   <li>{@code cairn.consumer.handled}, {@code cairn.consumer.repetitions}, {@code
 *       cairn.consumer.failures}, {@code cairn.consumer.dead.letters}, {@code cairn.consumer.taken.over}: as in
 *       {@link ConsumerCounts}
 * </ul>
 *
 * <p>The only class here that needs Micrometer. The registry does not keep the consumer from being
 * collected.
 */
public final class EventConsumerMetrics implements MeterBinder {

  private final EventConsumer consumer;

  public EventConsumerMetrics(EventConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Tags tags = Tags.of("group", consumer.group());
    Gauge.builder("cairn.consumer.lag", consumer, each -> each.lag().total())
        .description("Records that are committed in Kafka and not handled yet")
        .baseUnit("records")
        .tags(tags)
        .register(registry);
    MultiGauge partitions = MultiGauge.builder("cairn.consumer.partition.lag")
        .description("Records of a partition that are committed in Kafka and not handled yet")
        .baseUnit("records")
        .tags(tags)
        .register(registry);
    consumer.onPartitions(() -> register(partitions));
    register(partitions);
    count(registry, tags, "handled", "Events that were handled", ConsumerCounts::handled);
    count(
        registry,
        tags,
        "repetitions",
        "Events left out because they had been handled",
        ConsumerCounts::repetitions);
    count(registry, tags, "failures", "Failed attempts of the handler", ConsumerCounts::failures);
    count(registry, tags, "dead.letters", "Dead letters written", ConsumerCounts::deadLetters);
    count(
        registry,
        tags,
        "taken.over",
        "Transactions rolled back because another member has the partition",
        ConsumerCounts::takenOver);
  }

  /** By the caller and by the consumer's thread; whoever is last sees the newest partitions. */
  private synchronized void register(MultiGauge partitions) {
    List<MultiGauge.Row<?>> rows = consumer.lag().byPartition().keySet().stream()
        .<MultiGauge.Row<?>>map(partition -> MultiGauge.Row.of(
            Tags.of("topic", partition.topic(), "partition", "" + partition.partition()),
            consumer,
            each -> lag(each, partition)))
        .toList();
    partitions.register(rows, true);
  }

  private static double lag(EventConsumer consumer, TopicPartition partition) {
    Long behind = consumer.lag().byPartition().get(partition);
    return behind == null ? Double.NaN : behind;
  }

  private void count(
      MeterRegistry registry,
      Tags tags,
      String name,
      String description,
      ToLongFunction<ConsumerCounts> count) {
    FunctionCounter.builder(
            "cairn.consumer." + name, consumer, each -> count.applyAsLong(each.counts()))
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
