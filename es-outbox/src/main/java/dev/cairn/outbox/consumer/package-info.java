/**
 * For those downstream: handles what the relay has published, in any process that reaches Kafka.
 *
 * <ul>
 *   <li>{@link dev.cairn.outbox.consumer.EventConsumer}: one member of a group; start here
 *   <li>{@link dev.cairn.outbox.consumer.Delivery}: the handler, and how often an event is handled if
 *       processes die: exactly once in a database of one's own, or at least once
 *   <li>{@link dev.cairn.outbox.consumer.EventConsumerSettings}: {@link dev.cairn.outbox.consumer.Retries},
 *       {@link dev.cairn.outbox.consumer.FailurePolicy} and {@link dev.cairn.outbox.consumer.StartAt}
 *   <li>{@link dev.cairn.outbox.consumer.OffsetTable}: where offsets are in a database
 *   <li>{@link dev.cairn.outbox.consumer.DeadLetterHeaders}: what a dead letter says about itself
 *   <li>{@link dev.cairn.outbox.consumer.ConsumerLag}, {@link dev.cairn.outbox.consumer.ConsumerCounts}
 *       and, for Micrometer, {@link dev.cairn.outbox.consumer.EventConsumerMetrics}
 * </ul>
 */
@NullMarked
package dev.cairn.outbox.consumer;

import org.jspecify.annotations.NullMarked;
