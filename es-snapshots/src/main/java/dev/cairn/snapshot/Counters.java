package dev.cairn.snapshot;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happens to snapshots, and says the first time of each kind in the log. Thread-safe. */
final class Counters {

  private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

  final LongAdder taken = new LongAdder();
  final LongAdder used = new LongAdder();
  final LongAdder remembered = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder misfits = new LongAdder();
  private final LongAdder corrupt = new LongAdder();
  private final LongAdder strangers = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  void dropped() {
    dropped.increment();
    if (said.add("dropped")) {
      log.warn(
          "Snapshots are dropped, for more are asked for than can be taken; this costs time only");
    }
  }

  void refused(String category, Exception reason) {
    refused.increment();
    if (said.add("refused " + category)) {
      log.warn("No snapshot is taken of this '{}': {}", category, reason.getMessage());
    }
  }

  void misfit(Snapshot snapshot) {
    misfits.increment();
    if (said.add("misfit " + snapshot.stream().category())) {
      log.info(
          "The {} is of another shape or revision and is ignored, and so are all that are like it",
          snapshot);
    }
  }

  void corrupt(Snapshot snapshot, String reason) {
    corrupt.increment();
    if (said.add("corrupt " + snapshot.stream() + " " + snapshot.version())) {
      log.warn("The {} is corrupt and is ignored: {}", snapshot, reason);
    }
  }

  void stranger(Snapshot snapshot) {
    strangers.increment();
    if (said.add("stranger")) {
      log.warn(
          "The {} is of an event that the stream does not have there, and is ignored; snapshots are of"
              + " another log, or of a time before it went back",
          snapshot);
    }
  }

  void failed(String what, Exception reason) {
    failures.increment();
    if (said.add(what + " " + reason.getClass().getName())) {
      log.warn("Snapshots cannot be {}, which costs time only", what, reason);
    }
  }

  SnapshotCounts read() {
    return new SnapshotCounts(
        taken.sum(),
        dropped.sum(),
        refused.sum(),
        used.sum(),
        misfits.sum(),
        corrupt.sum(),
        strangers.sum(),
        failures.sum(),
        remembered.sum());
  }
}
