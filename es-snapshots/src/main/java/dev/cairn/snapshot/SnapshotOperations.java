package dev.cairn.snapshot;

import dev.cairn.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What operators do with snapshots. Thread-safe; each call works on the thread of its caller. */
public final class SnapshotOperations {

  private static final int PAGE = 500;

  private final Parts parts;
  private final Map<String, SnapshotForm<?>> forms;

  SnapshotOperations(Parts parts, Map<String, SnapshotForm<?>> forms) {
    this.parts = parts;
    this.forms = Map.copyOf(forms);
  }

  /** The categories of the aggregates that have snapshots, in order. */
  public List<String> categories() {
    return forms.keySet().stream().sorted().toList();
  }

  /**
   * Throws the snapshots of a category away and takes one of each of its streams, in one pass over the log
   * and in bounded memory. Commands go on meanwhile, and so does a rebuild that is killed when it is begun
   * again.
   *
   * @param memory about how many bytes states may take; when they need more, snapshots are written and read
   *     again on the way
   * @throws InvalidInputException if no aggregate of this category has snapshots
   */
  public SnapshotRebuildReport rebuild(
      String category, long memory, SnapshotProgressListener listener) {
    return new SnapshotRebuild<>(parts, form(category), memory).run(listener);
  }

  /**
   * Compares each snapshot of a category with the state that all events up to it lead to.
   *
   * @param listener called with the number of snapshots looked at, now and then
   * @throws InvalidInputException if no aggregate of this category has snapshots
   */
  public SnapshotVerificationReport verify(String category, Consumer<Long> listener) {
    return new SnapshotVerification<>(parts, form(category)).run(listener);
  }

  /** Hands over each snapshot of a category, in the order of streams and versions. */
  public void list(String category, Consumer<ListedSnapshot> consumer) {
    SnapshotForm<?> form = form(category);
    forEach(
        parts,
        category,
        snapshot -> consumer.accept(
            new ListedSnapshot(snapshot, form.fits(snapshot), snapshot.isIntact())));
  }

  /** How many of a category are kept, also of one that has none any more. */
  public long count(String category) {
    AtomicLong count = new AtomicLong();
    forEach(parts, category, snapshot -> count.incrementAndGet());
    return count.get();
  }

  static void forEach(Parts parts, String category, Consumer<Snapshot> consumer) {
    List<Snapshot> page = new ArrayList<>();
    do {
      Snapshot last = page.isEmpty() ? null : page.get(page.size() - 1);
      page = parts.snapshots().page(category, last, PAGE);
      page.forEach(consumer);
    } while (page.size() == PAGE);
  }

  /**
   * A snapshot that is kept.
   *
   * @param fits whether this version of the application would use it
   * @param intact whether it is as it was taken
   */
  public record ListedSnapshot(Snapshot snapshot, boolean fits, boolean intact) {}

  /**
   * Throws the snapshots of a category away, also of one that has none any more.
   *
   * @return how many
   */
  public long purge(String category) {
    return parts.snapshots().purge(category);
  }

  private SnapshotForm<?> form(String category) {
    SnapshotForm<?> form = forms.get(category);
    if (form == null) {
      throw new InvalidInputException(
          "category", "'" + category + "' has no snapshots; there are of " + categories());
    }
    return form;
  }
}
