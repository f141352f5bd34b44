/**
 * From the log to Kafka: the relay publishes every event in the order of the
 * log, with the guarantee that was chosen.
 */
@NullMarked
package dev.cairn.outbox;

import org.jspecify.annotations.NullMarked;
