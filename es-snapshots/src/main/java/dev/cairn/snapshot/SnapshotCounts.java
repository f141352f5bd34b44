package dev.cairn.snapshot;

/**
 * What has happened to snapshots in this process since it began.
 *
 * @param taken stored
 * @param dropped not taken because too many were waiting
 * @param refused states of which none can be taken, see the log
 * @param used loads that began with one
 * @param misfits ignored because of another shape or revision
 * @param corrupt ignored because they were not as they were taken, or could not be read
 * @param strangers ignored because the stream does not have their last event there
 * @param failures of the store, each of which cost a replay or a snapshot
 * @param remembered commands that were decided on a state in memory
 */
public record SnapshotCounts(
    long taken,
    long dropped,
    long refused,
    long used,
    long misfits,
    long corrupt,
    long strangers,
    long failures,
    long remembered) {}
