/**
 * Read models that are kept right by the log, and can be built from it at any time; and processes, which
 * react to it with commands.
 *
 * <ul>
 *   <li>{@link dev.cairn.projection.Projections}: the projections of an application: run them, wait for
 *       them, read them, rebuild them
 *   <li>{@link dev.cairn.projection.Projection}: one of them: a keyed read model, a {@link
 *       dev.cairn.projection.FreeProjection}, or a {@linkplain dev.cairn.process.Process process}
 *   <li>{@link dev.cairn.projection.FailurePolicy}, {@link dev.cairn.projection.ProjectionSettings}: how
 *   <li>{@link dev.cairn.projection.ProjectionSchema}: makes the tables beside the log, grants their use
 *   <li>{@link dev.cairn.projection.ProjectionStatus}: how they are, for operators; {@link
 *       dev.cairn.projection.ProcessOperations}: what a process has under way, and what it has sent
 * </ul>
 */
@NullMarked
package dev.cairn.projection;

import org.jspecify.annotations.NullMarked;
