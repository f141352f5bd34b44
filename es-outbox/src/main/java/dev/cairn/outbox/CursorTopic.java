package dev.cairn.outbox;

import dev.cairn.store.LogIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The compacted topic that holds the cursor of one relay of one log. Every record in it has the same key;
 * the last one counts. Nobody else writes to it.
 */
final class CursorTopic {

  /** How long other producers' transactions may take to end; there should be none. */
  private static final Duration QUIET = Duration.ofSeconds(30);
  /** How far back to look first. Between two compactions the topic has one record for each batch. */
  private static final long LAST_RECORDS = 200;

  private final KafkaClients kafka;
  private final Topics topics;
  private final TopicPartition partition;
  private final byte[] key;

  CursorTopic(KafkaClients kafka, Topics topics, String prefix, LogIdentity log, String relay) {
    this.kafka = kafka;
    this.topics = topics;
    this.partition = new TopicPartition(prefix + "cursor." + relay + "." + log.log(), 0);
    this.key = relay.getBytes(StandardCharsets.UTF_8);
  }

  String name() {
    return partition.topic();
  }

  /** Creates the topic, or checks that it keeps its last record for good. */
  void ensure() {
    topics.ensureCursorTopic(name());
  }

  ProducerRecord<byte[], byte[]> record(RelayCursor cursor) {
    return new ProducerRecord<>(name(), partition.partition(), key, CursorJson.write(cursor));
  }

  /**
   * The last cursor that was committed; empty if there is none or no such topic. To be read after earlier
   * producers have been fenced, and before anything is published.
   *
   * @param expected whether the topic should be there; a broker that does not know it is then asked again
   */
  Optional<RelayCursor> read(boolean expected) {
    // To ask for the end of a topic that is not there makes the client log an error.
    if (!expected && !topics.isThere(name())) {
      return Optional.empty();
    }
    long end;
    try {
      end = KafkaClients.persistently(this::end);
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
    awaitQuiet(end);
    long first = offset(OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
      consumer.assign(List.of(partition));
      for (long back = LAST_RECORDS; ; back *= 8) {
        long from = Math.max(first, end - back);
        ConsumerRecord<byte[], byte[]> last = last(consumer, from, end);
        if (last != null) {
          return Optional.of(CursorJson.read(last.value()));
        }
        if (from == first) {
          return Optional.empty();
        }
      }
    }
  }

  /**
   * Waits until nothing before the end is undecided: beyond an open transaction a reader of what was
   * committed sees nothing, and would take an older cursor for the last one.
   */
  private void awaitQuiet(long end) {
    long deadline = System.nanoTime() + QUIET.toNanos();
    while (offset(OffsetSpec.latest(), IsolationLevel.READ_COMMITTED) < end) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("The topic " + name() + " has had an open transaction for "
            + QUIET + "; some other producer writes to it");
      }
      KafkaClients.pause();
    }
  }

  private @Nullable ConsumerRecord<byte[], byte[]> last(
      Consumer<byte[], byte[]> consumer, long from, long end) {
    ConsumerRecord<byte[], byte[]> last = null;
    long deadline = System.nanoTime() + QUIET.toNanos();
    consumer.seek(partition, from);
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        last = record;
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("The topic " + name() + " could not be read for " + QUIET);
      }
    }
    return last;
  }

  private long end() {
    return offset(OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  private long offset(OffsetSpec which, IsolationLevel isolation) {
    return KafkaClients.answer(kafka
            .admin()
            .listOffsets(Map.of(partition, which), new ListOffsetsOptions(isolation))
            .partitionResult(partition))
        .offset();
  }
}
