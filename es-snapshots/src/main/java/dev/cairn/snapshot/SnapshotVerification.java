package dev.cairn.snapshot;

import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.ReplayingStateLoader;
import dev.cairn.aggregate.StreamFoldException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Compares the snapshots of an aggregate with the log. For one thread, once. */
final class SnapshotVerification<S> {

  private static final int EXAMPLES = 100;
  private static final int BETWEEN_REPORTS = 100;

  private final Parts parts;
  private final SnapshotForm<S> form;
  private final ReplayingStateLoader replaying;
  private final Map<Finding, Long> found = new EnumMap<>(Finding.class);
  private final List<String> examples = new ArrayList<>();
  private long snapshots;

  SnapshotVerification(Parts parts, SnapshotForm<S> form) {
    this.parts = parts;
    this.form = form;
    this.replaying = new ReplayingStateLoader(parts.events());
  }

  private enum Finding {
    SAME("is the same"),
    MISFIT("is of another shape or revision, and is not used"),
    CORRUPT("is corrupt, and is not used"),
    STRANGER("is of an event that the stream does not have there, and is not used"),
    DIFFERENT("is not the state that the events lead to");

    private final String words;

    Finding(String words) {
      this.words = words;
    }
  }

  SnapshotVerificationReport run(Consumer<Long> listener) {
    SnapshotOperations.forEach(parts, form.category(), snapshot -> {
      Finding finding = look(snapshot);
      found.merge(finding, 1L, Long::sum);
      if (finding != Finding.SAME && examples.size() < EXAMPLES) {
        examples.add("The " + snapshot + " " + finding.words);
      }
      if (++snapshots % BETWEEN_REPORTS == 0) {
        listener.accept(snapshots);
      }
    });
    return new SnapshotVerificationReport(
        snapshots,
        of(Finding.SAME),
        of(Finding.MISFIT),
        of(Finding.CORRUPT),
        of(Finding.STRANGER),
        of(Finding.DIFFERENT),
        List.copyOf(examples));
  }

  private long of(Finding finding) {
    return found.getOrDefault(finding, 0L);
  }

  private Finding look(Snapshot snapshot) {
    if (!form.fits(snapshot)) {
      return Finding.MISFIT;
    }
    if (!snapshot.isIntact()) {
      return Finding.CORRUPT;
    }
    try {
      Loaded<S> stored = form.restore(snapshot);
      Loaded<S> replayed =
          replaying.loadAsOf(form.aggregate().definition(), snapshot.stream(), snapshot.version());
      if (!replayed.version().equals(stored.version())
          || !snapshot.lastEvent().equals(replayed.lastEvent())) {
        return Finding.STRANGER;
      }
      return replayed.equals(stored) ? Finding.SAME : Finding.DIFFERENT;
    } catch (IOException e) {
      return Finding.CORRUPT;
    } catch (StreamFoldException e) {
      return Finding.DIFFERENT;
    }
  }
}
