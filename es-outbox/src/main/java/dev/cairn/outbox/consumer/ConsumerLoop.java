package dev.cairn.outbox.consumer;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls, and handles what came for a short while, and polls again: the group always hears of this member,
 * unless a single call of the handler takes too long. It waits nowhere else than in the poll.
 */
final class ConsumerLoop {

  private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);

  /** Also how soon the loop notices that it is to end. */
  private static final Duration LONGEST_POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Set<String> topics;
  private final Assignment assignment;
  private final Turns turns;
  private final Progress progress;
  private final LagWatch lag;
  private final Releases releases;
  private final long sliceNanos;
  private volatile boolean closing;

  /** @param slice how long is handled between two polls, the last event not counted */
  ConsumerLoop(
      Consumer<byte[], byte[]> consumer,
      Set<String> topics,
      Assignment assignment,
      Turns turns,
      Progress progress,
      LagWatch lag,
      Releases releases,
      Duration slice) {
    this.consumer = consumer;
    this.topics = topics;
    this.assignment = assignment;
    this.turns = turns;
    this.progress = progress;
    this.lag = lag;
    this.releases = releases;
    this.sliceNanos = slice.toNanos();
  }

  /** Lets the event in hand be finished, and no other begun. */
  void end() {
    closing = true;
  }

  /** Does the same again until it works, or the consumer is to end, or it fails for good. */
  void untilItWorks(Runnable preparation) {
    while (!closing) {
      try {
        preparation.run();
        return;
      } catch (RetriableException e) {
        log.warn("The broker does not answer; trying again: {}", e.getMessage());
        LockSupport.parkNanos(LONGEST_POLL.toNanos());
      }
    }
  }

  void run() {
    consumer.subscribe(topics, assignment);
    try {
      while (!closing) {
        assignment.pauseWhatIsBusy();
        poll();
        releases.carryOut(progress);
        assignment.place();
        work();
        progress.settle();
        lag.refresh();
      }
    } catch (RuntimeException e) {
      settleAfter(e);
      throw e;
    }
    progress.settle();
  }

  /** What was done before the failure is not to be done again. */
  private void settleAfter(RuntimeException failure) {
    try {
      progress.settle();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void poll() {
    try {
      assignment.take(consumer.poll(pollTime()));
    } catch (RetriableException e) {
      log.warn("The broker does not answer; trying again: {}", e.getMessage());
    }
  }

  private Duration pollTime() {
    long nanos = LONGEST_POLL.toNanos();
    for (PartitionQueue queue : assignment.queues()) {
      if (!queue.isPlaced() || !queue.isEmpty()) {
        nanos = Math.min(nanos, Math.max(0, queue.nanosToWait()));
      }
    }
    // Rounded up: to come a moment too early is to come twice.
    return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
  }

  private void work() {
    long began = System.nanoTime();
    BooleanSupplier enough = () -> closing || System.nanoTime() - began >= sliceNanos;
    Optional<PartitionQueue> ready = assignment.nextReady();
    while (ready.isPresent() && !enough.getAsBoolean()) {
      turn(ready.get(), enough);
      ready = assignment.nextReady();
    }
  }

  private void turn(PartitionQueue queue, BooleanSupplier enough) {
    try {
      turns.take(queue, enough);
    } catch (PlaceLost e) {
      assignment.displace(queue, e);
    }
  }
}
