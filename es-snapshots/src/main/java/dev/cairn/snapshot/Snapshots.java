package dev.cairn.snapshot;

import dev.cairn.aggregate.StateLoader;
import dev.cairn.store.EventStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The snapshots of an application. They change no result, whatever happens to them: a state comes from the
 * events of its stream, and a snapshot only spares reading all of them.
 *
 * <pre>{@code
 * Snapshots snapshots = Snapshots.of(
 *     store, new PostgresSnapshotStore(store.database()),
 *     Snapshotted.of(Account.class, SnapshotPolicy.every(100)));
 * Commands commands = Commands.of(
 *     store, snapshots.loader(), CommandSettings.defaults(), AggregateModel.of(Account.class));
 * }</pre>
 *
 * <p>Thread-safe. Any number of processes may use one store.
 */
public final class Snapshots implements AutoCloseable {

  private final Parts parts;
  private final Map<String, SnapshotForm<?>> forms;
  private final StateLoader loader;

  private Snapshots(Parts parts, Map<String, SnapshotForm<?>> forms) {
    this.parts = parts;
    this.forms = forms;
    this.loader = new SnapshottingStateLoader(parts, forms);
  }

  /** As {@link #of(EventStore, SnapshotStore, SnapshotSettings, List)} with the defaults. */
  public static Snapshots of(
      EventStore events, SnapshotStore snapshots, Snapshotted<?>... aggregates) {
    return of(events, snapshots, SnapshotSettings.defaults(), Arrays.asList(aggregates));
  }

  /**
   * Snapshots of these aggregates; others are loaded from all their events. Begins a thread that takes
   * snapshots until it is closed.
   *
   * @throws SnapshotSetupException if two are of one category, or there is one whose states cannot be
   *     stored; it lists all of them
   */
  public static Snapshots of(
      EventStore events,
      SnapshotStore snapshots,
      SnapshotSettings settings,
      List<? extends Snapshotted<?>> aggregates) {
    Map<String, SnapshotForm<?>> forms = forms(aggregates);
    Counters counters = new Counters();
    Parts parts = new Parts(
        events,
        snapshots,
        new StateCache(settings.rememberedStates(), settings.trust()),
        new SnapshotTaker(snapshots, counters, settings.waiting()),
        counters);
    return new Snapshots(parts, forms);
  }

  private static Map<String, SnapshotForm<?>> forms(List<? extends Snapshotted<?>> aggregates) {
    Map<String, SnapshotForm<?>> forms = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Snapshotted<?> aggregate : aggregates) {
      SnapshotForm<?> form = new SnapshotForm<>(aggregate, problems);
      if (forms.put(form.category(), form) != null) {
        problems.add("Snapshots of '" + form.category() + "' are named twice; name them once");
      }
    }
    if (!problems.isEmpty()) {
      throw new SnapshotSetupException(problems);
    }
    return forms;
  }

  /** Loads aggregates with snapshots, for {@link dev.cairn.command.Commands}. */
  public StateLoader loader() {
    return loader;
  }

  /** Rebuilds, verifies, lists and purges. */
  public SnapshotOperations operations() {
    return new SnapshotOperations(parts, forms);
  }

  /** What has happened to snapshots in this process. */
  public SnapshotCounts counts() {
    return parts.counters().read();
  }

  /**
   * Takes the snapshots that wait, for five seconds at most. The event store and the snapshot store stay
   * open.
   */
  @Override
  public void close() {
    parts.taker().close();
  }
}
