/** The consumer, on a real Kafka and a real PostgreSQL. */
@NullMarked
package dev.cairn.outbox.consumer;

import org.jspecify.annotations.NullMarked;
