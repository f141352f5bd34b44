package dev.cairn.snapshot;

import dev.cairn.event.Position;
import java.util.List;

/**
 * What a rebuild of snapshots did.
 *
 * @param events of the category that were read
 * @param streams of which a snapshot was taken
 * @param upTo the position that it came to
 * @param failed a sentence for each of the first hundred streams without one, and why
 * @param failures how many these are in all
 */
public record SnapshotRebuildReport(
    long events, long streams, Position upTo, List<String> failed, long failures) {}
