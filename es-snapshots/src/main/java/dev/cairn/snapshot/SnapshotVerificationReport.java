package dev.cairn.snapshot;

import java.util.List;

/**
 * What a verification of snapshots found.
 *
 * @param snapshots that were looked at
 * @param same equal to what the events lead to
 * @param misfits of another shape or revision; not used
 * @param corrupt not as they were taken; not used
 * @param strangers of an event that the stream does not have there; not used
 * @param different usable, and not what the events lead to: the aggregate has changed and its revision has
 *     not, or it does not lead to the same state from the same events each time
 * @param examples a sentence for each of the first hundred that are not the same
 */
public record SnapshotVerificationReport(
    long snapshots,
    long same,
    long misfits,
    long corrupt,
    long strangers,
    long different,
    List<String> examples) {

  /** Whether every snapshot that would be used is right. */
  public boolean isRight() {
    return different == 0;
  }
}
