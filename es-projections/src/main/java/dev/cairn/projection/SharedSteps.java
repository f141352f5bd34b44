package dev.cairn.projection;

import dev.cairn.event.StreamId;
import dev.cairn.postgres.LogLockedException;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.projection.CommandTable.Sent;
import dev.cairn.store.AppendResult;
import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.StreamClosedException;
import dev.cairn.store.WrongExpectedVersionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Appends what commands lead to: those that arrive while a commit is under way share the next one, each with
 * the removal of its row. One that cannot be appended fails none of the others. Thread-safe.
 */
final class SharedSteps implements AutoCloseable {

  private static final int MOST_EVENTS = 1_000;

  private final HeldTransactions transactions;
  private final CommandTable table;
  private final Queue<Unit> waiting = new ConcurrentLinkedQueue<>();
  private final ExecutorService committer;

  SharedSteps(HeldTransactions transactions, CommandTable table, ThreadFactory threads) {
    this.transactions = transactions;
    this.table = table;
    this.committer = Executors.newSingleThreadExecutor(threads);
  }

  /** The command is not to be carried out any more. */
  static final class WithdrawnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WithdrawnException() {
      super("withdrawn", null, false, false);
    }
  }

  /** The events of one command, and what became of them. */
  private record Unit(Sent sent, StreamAppend append, CompletableFuture<AppendResult> done) {}

  /** What a transaction has done to those of a group whose rows were still there. */
  private record Taken(List<Unit> units, List<AppendResult> results) {}

  /**
   * Appends the events of a command and takes its row away, in one transaction of the lease's holder. No two
   * that wait at the same time append to the same stream.
   *
   * @throws WithdrawnException if the row is gone
   */
  AppendResult append(Sent sent, StreamAppend append) {
    Unit unit = new Unit(sent, append, new CompletableFuture<>());
    waiting.add(unit);
    committer.execute(this::commitWhatWaits);
    try {
      return unit.done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private void commitWhatWaits() {
    List<Unit> group = new ArrayList<>();
    int events = 0;
    for (Unit next = waiting.peek(); next != null; next = waiting.peek()) {
      events += next.append.events().size();
      if (events > MOST_EVENTS && !group.isEmpty()) {
        break;
      }
      group.add(waiting.remove());
    }
    try {
      while (!group.isEmpty()) {
        group = commit(group);
      }
    } finally {
      // Only after an Error; nobody must wait for ever.
      group.forEach(unit ->
          unit.done.completeExceptionally(new IllegalStateException("The commit was broken off")));
    }
  }

  /** Commits all, or none and fails the one that is in the way; those that are still to be committed. */
  private List<Unit> commit(List<Unit> group) {
    try {
      Taken taken = transactions.in(handle -> take(handle, group));
      for (int i = 0; i < taken.units.size(); i++) {
        taken.units.get(i).done.complete(taken.results.get(i));
      }
      fail(group, new WithdrawnException());
    } catch (LeaseLostException
        | CheckpointMovedException
        | LogUnavailableException
        | LogLockedException e) {
      fail(group, e);
    } catch (RuntimeException e) {
      return without(group, e);
    }
    return List.of();
  }

  private Taken take(Handle handle, List<Unit> group) {
    Set<Long> there =
        table.done(handle, group.stream().map(unit -> unit.sent.number()).toList());
    List<Unit> units =
        group.stream().filter(unit -> there.contains(unit.sent.number())).toList();
    // Last, since every other append waits from here to the commit.
    List<AppendResult> results = units.isEmpty()
        ? List.of()
        : transactions
            .parts()
            .store()
            .append(handle, units.stream().map(Unit::append).toList());
    transactions.parts().crashPoints().reached(CrashPoint.BEFORE_SHARED_STEP);
    return new Taken(units, results);
  }

  /** Fails those that are not decided. */
  private static void fail(List<Unit> group, RuntimeException failure) {
    group.forEach(unit -> unit.done.completeExceptionally(failure));
  }

  /** Those that were not in the way of the others: nothing has happened to them. */
  private List<Unit> without(List<Unit> group, RuntimeException failure) {
    @Nullable StreamId stream = stream(failure);
    List<Unit> rest = new ArrayList<>(group);
    if (rest.removeIf(unit -> group.size() == 1 || unit.append.stream().equals(stream))) {
      group.forEach(unit -> {
        if (!rest.contains(unit)) {
          unit.done.completeExceptionally(failure);
        }
      });
      return rest;
    }
    group.forEach(unit -> commit(List.of(unit)));
    return List.of();
  }

  private static @Nullable StreamId stream(RuntimeException failure) {
    if (failure instanceof WrongExpectedVersionException conflict) {
      return conflict.stream();
    }
    if (failure instanceof StreamClosedException closed) {
      return closed.closed().stream();
    }
    return failure instanceof DuplicateEventIdException duplicate ? duplicate.stream() : null;
  }

  /** To be called when nobody waits any more. */
  @Override
  public void close() {
    committer.shutdown();
  }
}
