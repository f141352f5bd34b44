package dev.cairn.outbox.consumer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that were fetched and are not done, the first of them the next one to be
 * handled, and what is known about that one. Used by the thread of the consumer only.
 */
final class PartitionQueue {

  private final TopicPartition partition;
  private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
  private boolean placed;
  private boolean known;
  private long next;
  private long dueNanos;
  private boolean waiting;
  private int failures;
  private int troubles;
  private int alone;
  private @Nullable Verdict verdict;

  PartitionQueue(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  /** Whether it is known where to go on. */
  boolean isPlaced() {
    return placed;
  }

  /** Whether it once was known, so that {@link #next} means something. */
  boolean isKnown() {
    return known;
  }

  /** Goes on there; what was fetched before is forgotten. */
  void place(long offset) {
    placed = true;
    known = true;
    next = offset;
    troubles = 0;
  }

  /** Where to go on is to be asked again. */
  void displace() {
    placed = false;
    records.clear();
    headChanged();
  }

  /** The offset to go on with. */
  long next() {
    return next;
  }

  void add(Collection<ConsumerRecord<byte[], byte[]>> fetched) {
    records.addAll(fetched);
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  ConsumerRecord<byte[], byte[]> head() {
    return records.element();
  }

  /** The first records; just one while they are handled alone. */
  List<ConsumerRecord<byte[], byte[]>> first(int atMost) {
    int wanted = alone > 0 ? 1 : Math.min(atMost, records.size());
    List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>(wanted);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (first.size() == wanted) {
        break;
      }
      first.add(record);
    }
    return first;
  }

  /** That many of the first are done. */
  void done(int count) {
    for (int i = 0; i < count; i++) {
      next = records.remove().offset() + 1;
    }
    if (count > 0) {
      alone = Math.max(0, alone - count);
      headChanged();
    }
  }

  private void headChanged() {
    failures = 0;
    verdict = null;
    waiting = false;
  }

  /** So many of the next records are handled one by one: it is one of them that fails. */
  void handleAlone(int count) {
    alone = count;
  }

  /** The first record failed once more; how often it has. */
  int failed() {
    return ++failures;
  }

  /** Something that is not the record's fault went wrong once more; how often it has. */
  int troubled() {
    return ++troubles;
  }

  /** What was decided about the first record, if anything. */
  @Nullable
  Verdict verdict() {
    return verdict;
  }

  void decide(Verdict decision) {
    verdict = decision;
  }

  /** Leaves it alone for that long. */
  void waitFor(Duration time) {
    waiting = true;
    dueNanos = System.nanoTime() + time.toNanos();
  }

  /** How long it is to be left alone yet; zero or less if it is not. */
  long nanosToWait() {
    return waiting ? dueNanos - System.nanoTime() : 0;
  }

  /** Whether there is a record to be handled now. */
  boolean isReady() {
    return placed && !records.isEmpty() && nanosToWait() <= 0;
  }
}
