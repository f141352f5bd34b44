package dev.cairn.outbox.consumer;

import dev.cairn.outbox.PublishedEvent;
import dev.cairn.outbox.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes partitions in turn, and decides what becomes of a record: handled, tried again, a dead letter, the end. */
final class Turns {

  private static final Logger log = LoggerFactory.getLogger(Turns.class);

  private final Progress progress;
  private final EventConsumerSettings settings;
  private final int batch;
  private final DeadLetters deadLetters;
  private final Counts counts;

  /** @param batch how many events are handled in one turn at most */
  Turns(
      Progress progress,
      EventConsumerSettings settings,
      int batch,
      DeadLetters deadLetters,
      Counts counts) {
    this.progress = progress;
    this.settings = settings;
    this.batch = batch;
    this.deadLetters = deadLetters;
    this.counts = counts;
  }

  /**
   * Handles the first records of a partition.
   *
   * @throws PlaceLost if where the partition stands is not known any more
   * @throws EventNotHandledException if an event failed for good and the consumer is to stop
   * @throws UnreadableRecordException if a record is no event and the consumer is to stop
   */
  void take(PartitionQueue queue, BooleanSupplier enough) {
    @Nullable Verdict verdict = queue.verdict();
    if (verdict == null && progress.isParked(queue.partition(), queue.head().key())) {
      verdict = Verdict.KEY_PARKED;
    }
    if (verdict != null) {
      pass(queue, verdict);
      return;
    }
    List<Incoming> run = readable(queue);
    if (run.isEmpty()) {
      pass(queue, new Verdict(Verdict.Reason.UNREADABLE, unreadable(queue.head()), 1));
      return;
    }
    try {
      queue.done(progress.handle(queue.partition(), run, enough));
    } catch (HandlerFailure e) {
      failed(queue, run, e);
    }
  }

  /** The first records, up to one that is no event or not to be handled. */
  private List<Incoming> readable(PartitionQueue queue) {
    List<Incoming> run = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : queue.first(batch)) {
      if (!run.isEmpty() && progress.isParked(queue.partition(), record.key())) {
        break;
      }
      try {
        run.add(new Incoming(record, PublishedEvent.from(record)));
      } catch (UnreadableRecordException e) {
        break; // When it has come to the head, it is read once more, and the reason is kept.
      }
    }
    return run;
  }

  private static UnreadableRecordException unreadable(ConsumerRecord<byte[], byte[]> record) {
    try {
      PublishedEvent.from(record);
    } catch (UnreadableRecordException e) {
      return e;
    }
    throw new IllegalStateException("The record at offset " + record.offset() + " became readable");
  }

  private void failed(PartitionQueue queue, List<Incoming> run, HandlerFailure failure) {
    counts.failure();
    queue.done(failure.done());
    int before = failure.failed() - failure.done();
    if (before > 0) {
      // The work of the events before it is rolled back with it: they come first, one by one.
      queue.handleAlone(before + 1);
      return;
    }
    int attempts = queue.failed();
    Incoming head = run.get(failure.failed());
    if (attempts < settings.retries().attempts()) {
      tryAgain(queue, head, attempts, failure.thrown());
      return;
    }
    pass(queue, new Verdict(Verdict.Reason.FAILED, failure.thrown(), attempts));
  }

  private void tryAgain(
      PartitionQueue queue, Incoming head, int attempts, RuntimeException thrown) {
    Duration wait = settings.retries().after(attempts, ThreadLocalRandom.current());
    log.warn(
        "Attempt {} of {} to handle {} at offset {} of {} failed; trying again in {} ms: {}",
        attempts,
        settings.retries().attempts(),
        head.event(),
        head.record().offset(),
        queue.partition(),
        wait.toMillis(),
        thrown.toString(),
        attempts == 1 ? thrown : null); // Where it was thrown is said once.
    queue.waitFor(wait);
  }

  /** Goes past the first record, if the policy is not to stop. */
  private void pass(PartitionQueue queue, Verdict verdict) {
    Optional<FailurePolicy.DeadLetter> policy = policy(verdict.reason());
    ConsumerRecord<byte[], byte[]> record = queue.head();
    if (policy.isEmpty()) {
      throw end(queue.partition(), record, verdict);
    }
    queue.decide(verdict);
    String topic = policy.get().topic();
    try {
      progress.park(
          queue.partition(),
          record,
          policy.get().order() == FailurePolicy.KeyOrder.PARK_KEY,
          () -> deadLetters.send(topic, record, verdict));
    } catch (RetriableException e) {
      Duration wait = settings.retries().after(queue.troubled(), ThreadLocalRandom.current());
      log.warn(
          "A dead letter cannot be written to {} ({}); trying again in {} ms",
          topic,
          e.getMessage(),
          wait.toMillis());
      queue.waitFor(wait);
      return;
    }
    counts.deadLetter();
    log.warn(
        "Offset {} of {} went to {}: {}",
        record.offset(),
        queue.partition(),
        topic,
        verdict.reason().text());
    queue.done(1);
  }

  private Optional<FailurePolicy.DeadLetter> policy(Verdict.Reason reason) {
    Stream<FailurePolicy> policies =
        switch (reason) {
          case FAILED -> Stream.of(settings.failed());
          case UNREADABLE -> Stream.of(settings.unreadable());
          case KEY_PARKED -> Stream.of(settings.failed(), settings.unreadable());
        };
    return policies
        .filter(FailurePolicy.DeadLetter.class::isInstance)
        .map(FailurePolicy.DeadLetter.class::cast)
        .findFirst();
  }

  private static RuntimeException end(
      TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
    if (verdict.cause() instanceof UnreadableRecordException unreadable) {
      return unreadable;
    }
    Incoming incoming = new Incoming(record, PublishedEvent.from(record));
    return verdict.cause() == null
        ? EventNotHandledException.ofParkedKey(partition, incoming)
        : EventNotHandledException.afterAttempts(
            partition, incoming, verdict.attempts(), verdict.cause());
  }
}
