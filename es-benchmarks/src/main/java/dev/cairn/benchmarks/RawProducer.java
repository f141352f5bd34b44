package dev.cairn.benchmarks;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.store.LogRead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** An idempotent producer by hand: records like those of the relay, made beforehand, sent from memory. */
final class RawProducer {

  private static final String TOPIC = "raw-";
  private static final int DISTINCT = 10_000;
  private static final int PARTITIONS = 6;

  private final List<Content> contents = new ArrayList<>();
  private final Map<String, Object> kafka;

  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Content(byte[] key, byte[] value, List<Header> headers) {}

  RawProducer(PostgresEventStore store, Map<String, Object> kafka) {
    this.kafka = kafka;
    store.readLog(
        LogRead.all().withUpTo(new Position(DISTINCT)), event -> contents.add(content(event)));
  }

  private static Content content(RecordedEvent event) {
    List<Header> headers = new ArrayList<>();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", event.id());
    add(headers, "ce_source", "urn:cairn:" + new UUID(1, 2));
    add(headers, "ce_type", event.type());
    add(headers, "ce_subject", event.stream());
    add(headers, "ce_time", event.recordedAt());
    add(headers, "content-type", "application/json");
    add(headers, "ce_streamversion", event.version());
    add(headers, "ce_position", event.position());
    add(headers, "ce_correlationid", event.metadata().correlationId());
    return new Content(
        event.stream().toString().getBytes(StandardCharsets.UTF_8), event.payloadJson(), headers);
  }

  private static void add(List<Header> headers, String name, @Nullable Object value) {
    headers.add(new RecordHeader(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8)));
  }

  /** Records per second, acknowledged, into a new topic. */
  @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all of them
  double rate(int records) throws Exception {
    String topic = TOPIC + System.nanoTime();
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
    try (Admin admin = Admin.create(kafka);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin
          .createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
          .all()
          .get();
      // Until each has a leader that answers.
      admin
          .listOffsets(producer.partitionsFor(topic).stream()
              .collect(Collectors.toMap(
                  partition -> new TopicPartition(topic, partition.partition()),
                  partition -> OffsetSpec.latest())))
          .all()
          .get();
      double rate = Clients.rate(records, () -> {
        for (int i = 0; i < records; i++) {
          Content content = contents.get(i % contents.size());
          producer.send(new ProducerRecord<>(
              topic, null, null, content.key(), content.value(), content.headers()));
        }
        producer.flush();
      });
      admin.deleteTopics(List.of(topic)).all().get();
      return rate;
    }
  }
}
