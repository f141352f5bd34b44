package dev.cairn.snapshot;

import dev.cairn.aggregate.Loaded;
import dev.cairn.event.StreamId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Takes snapshots on a thread of its own, several in one transaction. Of a stream that is asked for again
 * while it waits, the newer state is taken. Whatever fails is counted, and costs a snapshot.
 */
final class SnapshotTaker implements AutoCloseable {

  private static final int TOGETHER = 100;
  /** Of which nobody orders a snapshot. */
  private static final StreamId END = StreamId.of("cairn", "end");

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final SnapshotStore store;
  private final Counters counters;
  private final BlockingQueue<StreamId> waiting;
  private final Map<StreamId, Order<?>> orders = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  SnapshotTaker(SnapshotStore store, Counters counters, int waiting) {
    this.store = store;
    this.counters = counters;
    this.waiting = new ArrayBlockingQueue<>(waiting);
    this.thread = new Thread(this::run, "cairn-snapshots");
    thread.setDaemon(true);
    thread.start();
  }

  /** A state to be taken, which may still have to be computed. */
  private record Order<S>(SnapshotForm<S> form, StreamId stream, Supplier<Loaded<S>> loaded) {

    Snapshot take() throws IOException {
      return form.take(stream, loaded.get());
    }
  }

  /** Takes a snapshot some time later, or drops it; never waits. */
  <S> void order(SnapshotForm<S> form, StreamId stream, Supplier<Loaded<S>> loaded) {
    if (closed) {
      return;
    }
    if (orders.put(stream, new Order<>(form, stream, loaded)) == null && !waiting.offer(stream)) {
      orders.remove(stream);
      counters.dropped();
    }
  }

  private void run() {
    try {
      while (!closed || !waiting.isEmpty()) {
        List<StreamId> next = new ArrayList<>();
        next.add(waiting.take());
        waiting.drainTo(next, TOGETHER - 1);
        take(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(List<StreamId> streams) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (StreamId stream : streams) {
      Order<?> order = orders.remove(stream);
      if (order != null) {
        take(order, snapshots);
      }
    }
    try {
      store.put(snapshots);
      counters.taken.add(snapshots.size());
    } catch (RuntimeException e) {
      counters.failed("taken", e);
    }
  }

  private void take(Order<?> order, List<Snapshot> snapshots) {
    try {
      snapshots.add(order.take());
    } catch (IOException | RuntimeException e) {
      counters.refused(order.form().category(), e);
    }
  }

  /** Takes what waits, unless that takes long. */
  @Override
  public void close() {
    closed = true;
    // Wakes the thread if it waits; where there is no room it does not.
    boolean ignored = waiting.offer(END);
    try {
      thread.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
