/**
 * Aggregates: what decides about commands and evolves over events.
 *
 * <ul>
 *   <li>{@link dev.cairn.aggregate.Aggregate}, {@link dev.cairn.aggregate.Decide}, {@link
 *       dev.cairn.aggregate.Evolve}, {@link dev.cairn.aggregate.AggregateId}: how a class says so
 *   <li>{@link dev.cairn.aggregate.Decider}: the same without annotations
 *   <li>{@link dev.cairn.aggregate.AggregateDefinition}: what the framework makes of either,
 *       through {@link dev.cairn.aggregate.AggregateModel} or
 *       {@link dev.cairn.aggregate.DeciderModel}
 *   <li>{@link dev.cairn.aggregate.StateLoader}, {@link dev.cairn.aggregate.ReplayingStateLoader},
 *       {@link dev.cairn.aggregate.Loaded}: a state from its stream, now or as it was
 * </ul>
 *
 * <p>The commands of {@code dev.cairn.command} put it all together.
 */
@NullMarked
package dev.cairn.aggregate;

import org.jspecify.annotations.NullMarked;
