package dev.cairn.projection;

import dev.cairn.CairnException;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.projection.ProcessCommands.Ready;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the commands of a process carried out and its deadlines met, for as long as this process has the
 * lease: of each instance one command at a time, in order; of several instances side by side.
 */
final class ProcessDispatcher implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProcessDispatcher.class);

  /** Most of them wait for a commit that they share. */
  private static final int WORKERS = 64;

  private static final long IDLE_SECONDS = 10;

  private static final long POLL_MILLIS = 500;

  private final String process;
  private final ProcessDeadlines<?> deadlines;
  private final ProcessCommands<?> commands;
  private final SharedSteps steps;
  private final ExecutorService workers;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private boolean failing;
  private volatile boolean closing;
  private volatile boolean lost;

  ProcessDispatcher(ProcessDefinition<?> definition, HeldTransactions transactions) {
    this.process = definition.name();
    this.deadlines = new ProcessDeadlines<>(definition, transactions);
    this.steps = new SharedSteps(
        transactions,
        definition.tables(transactions.generation().schema()).sent(),
        task -> daemon(task, "-commit"));
    this.commands = new ProcessCommands<>(definition, transactions, steps);
    this.workers = workers();
    this.thread = daemon(this::run, "");
    thread.start();
  }

  private ExecutorService workers() {
    ThreadPoolExecutor pool = new ThreadPoolExecutor(
        WORKERS,
        WORKERS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> daemon(task, "-worker"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private Thread daemon(Runnable task, String suffix) {
    Thread daemon = new Thread(task, "cairn-process-" + process + suffix);
    daemon.setDaemon(true);
    return daemon;
  }

  /** There may be something to do. */
  void wake() {
    work.release();
  }

  /** Whether somebody else has the lease by now, or the process is paused. */
  boolean isLost() {
    return lost;
  }

  private void run() {
    while (!closing && !lost) {
      try {
        if (!turn()) {
          awaitWork();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** False if there was nothing to do, or it cannot be done now. */
  private boolean turn() throws InterruptedException {
    try {
      boolean met = deadlines.meet();
      boolean busy = carryOut() || met;
      failing = false;
      return busy;
    } catch (LeaseLostException | CheckpointMovedException e) {
      log.info("{}", e.getMessage());
      lost = true;
    } catch (CairnException e) {
      if (!failing) {
        log.warn("The process '{}' waits: {}", process, e.getMessage());
      }
      failing = true;
    } catch (RuntimeException e) {
      log.error("The process '{}' met what it does not know, and goes on", process, e);
    }
    return false;
  }

  private void awaitWork() throws InterruptedException {
    if (work.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }

  private boolean carryOut() throws InterruptedException {
    List<Future<?>> tasks = new ArrayList<>();
    for (List<Ready> ofStream : commands.next(deadlines.due())) {
      tasks.add(workers.submit(() -> carryOut(ofStream)));
    }
    RuntimeException failure = null;
    for (Future<?> task : tasks) {
      RuntimeException thrown = failureOf(task);
      failure = thrown == null ? failure : thrown;
    }
    if (failure != null) {
      throw failure;
    }
    return !tasks.isEmpty();
  }

  private void carryOut(List<Ready> inOrder) {
    for (Ready ready : inOrder) {
      if (!closing) {
        commands.carryOut(ready);
      }
    }
  }

  private static @Nullable RuntimeException failureOf(Future<?> task) throws InterruptedException {
    try {
      task.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("A command could not be carried out", e.getCause());
    }
  }

  /** Finishes the commands that are being carried out, and returns. */
  @Override
  public void close() {
    closing = true;
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    workers.shutdown();
    steps.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
