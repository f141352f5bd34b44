/**
 * Stored states of aggregates. They make loading cheap, and never change a result: one that is corrupt, of
 * another shape or of another past is ignored, and the log says what the state is.
 *
 * <ul>
 *   <li>{@link dev.cairn.snapshot.Snapshots}: the snapshots of an application: load with them, rebuild,
 *       verify, purge
 *   <li>{@link dev.cairn.snapshot.Snapshotted}, {@link dev.cairn.snapshot.SnapshotPolicy}: of which
 *       aggregates, and when
 *   <li>{@link dev.cairn.snapshot.SnapshotStore}: where they are
 *   <li>{@link dev.cairn.snapshot.SnapshotSchema}: makes their table beside the log, grants its use
 * </ul>
 */
@NullMarked
package dev.cairn.snapshot;

import org.jspecify.annotations.NullMarked;
