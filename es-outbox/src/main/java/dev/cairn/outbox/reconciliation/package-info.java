/**
 * The log beside what is in Kafka: {@link dev.cairn.outbox.reconciliation.Reconciliation} reads both and compares them
 * event by event. It knows the relay only by its records, so that it can bear witness.
 */
@NullMarked
package dev.cairn.outbox.reconciliation;

import org.jspecify.annotations.NullMarked;
