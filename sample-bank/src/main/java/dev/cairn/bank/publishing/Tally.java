package dev.cairn.bank.publishing;

import dev.cairn.event.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Counts, first through the records in Kafka and then through the events in the log. */
final class Tally {

  /** What was published of each event: a fingerprint of key, version and value. */
  private final Map<UUID, Integer> prints = new HashMap<>();
  /** The highest version so far of each key. */
  private final Map<String, Long> versions = new HashMap<>();

  private long events;
  private long published;
  private long missing;
  private long duplicates;
  private long outOfOrder;

  void published(ConsumerRecord<byte[], byte[]> record) {
    published++;
    UUID id = UUID.fromString(header(record, "ce_id"));
    long version = Long.parseLong(header(record, "ce_streamversion"));
    String key = new String(record.key(), StandardCharsets.UTF_8);
    Integer earlier = prints.putIfAbsent(id, print(key, version, record.value()));
    if (earlier != null) {
      duplicates++;
    } else if (versions.merge(key, version, Math::max) > version) {
      outOfOrder++;
    }
  }

  void recorded(RecordedEvent event) {
    events++;
    Integer print = prints.remove(event.id());
    int expected = print(event.streamText(), event.version().value(), event.payloadJson());
    if (print == null || print != expected) {
      missing++;
    }
  }

  Reconciliation result() {
    return new Reconciliation(events, published, missing, duplicates, outOfOrder, prints.size());
  }

  private static int print(String key, long version, byte[] value) {
    return Objects.hash(key, version, Arrays.hashCode(value));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new IllegalStateException(
          "The record at offset " + record.offset() + " of " + record.topic() + "-"
              + record.partition() + " has no header " + name + "; the bank did not publish it");
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
