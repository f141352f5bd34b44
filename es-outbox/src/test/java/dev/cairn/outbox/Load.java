package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.BankEvents.Deposited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Appends that go on in the background until it is closed, in several streams; they survive outages. */
final class Load implements AutoCloseable {

  private static final int WRITERS = 3;
  private static final int STREAMS = 40;

  private final OutboxLog log;
  private final Duration pause;
  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicLong appended = new AtomicLong();
  private volatile boolean closing;

  private Load(OutboxLog log, Duration pause) {
    this.log = log;
    this.pause = pause;
  }

  /**
   * Begins.
   *
   * @param pause of each writer between two appends
   */
  static Load on(OutboxLog log, Duration pause) {
    Load load = new Load(log, pause);
    for (int writer = 0; writer < WRITERS; writer++) {
      Random random = new Random(writer);
      load.running.add(load.writers.submit(() -> load.write(random)));
    }
    return load;
  }

  private void write(Random random) {
    while (!closing) {
      Object[] events = random
          .ints(1 + random.nextInt(4))
          .mapToObj(cents -> new Deposited(cents, "n".repeat(random.nextInt(200))))
          .toArray();
      log.append(BankEvents.account(random.nextInt(STREAMS)), events);
      appended.addAndGet(events.length);
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /** Events of which it is known that they are in the log. */
  long appended() {
    return appended.get();
  }

  /** Waits until so many more are in the log. */
  void awaitMore(int events) {
    long wanted = appended() + events;
    RelayRig.patiently().until(() -> {
      assertThat(running).as("writers at work").noneMatch(Future::isDone);
      return appended() >= wanted;
    });
  }

  @Override
  public void close() {
    stop();
  }

  /** Ends, and fails if an append has failed. */
  void stop() {
    closing = true;
    writers.shutdown();
    for (Future<?> writer : running) {
      try {
        writer.get();
      } catch (ExecutionException e) {
        throw new AssertionError("A writer failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted", e);
      }
    }
  }
}
