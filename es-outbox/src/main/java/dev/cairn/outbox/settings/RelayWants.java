package dev.cairn.outbox.settings;

import dev.cairn.InvalidInputException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the relay wants of Kafka, which its settings are checked against.
 *
 * @param partitions of each topic of events
 * @param replication copies of each topic, or {@link #BROKERS_DEFAULT}
 * @param minInsyncReplicas how many copies must have a record before it counts as written
 * @param transactionTimeout after which the broker aborts a transaction, unless {@code
 *     transaction.timeout.ms} is set
 * @param batchTime the longest that the relay takes to fill a batch, from its first record to its last
 * @param createsTopics whether the relay creates topics that are missing
 * @param topics that events are published to, as far as they are known
 * @param cursorTopic where the cursor is kept; null if not in Kafka
 */
public record RelayWants(
    Guarantee guarantee,
    int partitions,
    int replication,
    int minInsyncReplicas,
    Duration transactionTimeout,
    Duration batchTime,
    boolean createsTopics,
    Set<String> topics,
    @Nullable String cursorTopic) {

  /** As many copies as the brokers make by themselves. */
  public static final int BROKERS_DEFAULT = -1;

  /** How often an event may be seen downstream. */
  public enum Guarantee {
    EXACTLY_ONCE,
    AT_LEAST_ONCE,
    AT_MOST_ONCE
  }

  public RelayWants {
    positive("partitions", partitions);
    if (replication != BROKERS_DEFAULT) {
      positive("replication", replication);
    }
    positive("min.insync.replicas", minInsyncReplicas);
    positive("transaction timeout", transactionTimeout.toMillis());
    if (batchTime.isNegative()) {
      throw new InvalidInputException("batch time", "is negative");
    }
    topics = Collections.unmodifiableSet(new LinkedHashSet<>(topics));
  }

  private static void positive(String subject, long number) {
    if (number < 1) {
      throw new InvalidInputException(subject, "is " + number + "; it must be at least 1");
    }
  }

  /**
   * Exactly once; topics of 6 partitions with three copies, two of which must have a record, created
   * when missing; transactions of at most a minute, batches filled within a second.
   */
  public static RelayWants defaults() {
    return new RelayWants(
        Guarantee.EXACTLY_ONCE,
        6,
        3,
        2,
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        true,
        Set.of(),
        null);
  }

  public RelayWants withGuarantee(Guarantee other) {
    return new RelayWants(
        other,
        partitions,
        replication,
        minInsyncReplicas,
        transactionTimeout,
        batchTime,
        createsTopics,
        topics,
        cursorTopic);
  }

  /** With topics of this form. */
  public RelayWants withTopicsOf(int somePartitions, int copies, int inSync) {
    return new RelayWants(
        guarantee,
        somePartitions,
        copies,
        inSync,
        transactionTimeout,
        batchTime,
        createsTopics,
        topics,
        cursorTopic);
  }

  public RelayWants withTimes(Duration ofTransaction, Duration ofBatch) {
    return new RelayWants(
        guarantee,
        partitions,
        replication,
        minInsyncReplicas,
        ofTransaction,
        ofBatch,
        createsTopics,
        topics,
        cursorTopic);
  }

  public RelayWants withCreatesTopics(boolean creates) {
    return new RelayWants(
        guarantee,
        partitions,
        replication,
        minInsyncReplicas,
        transactionTimeout,
        batchTime,
        creates,
        topics,
        cursorTopic);
  }

  /** With these topics, and this one for the cursor, or null. */
  public RelayWants withTopics(Set<String> ofEvents, @Nullable String ofCursor) {
    return new RelayWants(
        guarantee,
        partitions,
        replication,
        minInsyncReplicas,
        transactionTimeout,
        batchTime,
        createsTopics,
        ofEvents,
        ofCursor);
  }

  boolean exactlyOnce() {
    return guarantee == Guarantee.EXACTLY_ONCE;
  }
}
