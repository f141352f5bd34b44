package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.OutboxSchema;
import dev.cairn.outbox.PublishedEvent;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.RelayStatus;
import dev.cairn.outbox.TopicSettings;
import dev.cairn.outbox.ValueFormat;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.postgres.LogSchema;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvents;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;

/** A log of its own, topics of its own, and relays between the two that write values for a registry. */
final class RegistryRig implements AutoCloseable {

  private static final KafkaServer KAFKA = Servers.sharedKafka();
  private static final int PARTITIONS = 2;

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("registry");
  private final HikariDataSource pool = pool(database);
  private final PostgresEventStore store;
  private final List<OutboxRelay> relays = new ArrayList<>();

  RegistryRig() {
    LogSchema.migrate(pool, "cairn");
    OutboxSchema.migrate(pool, "cairn");
    store = PostgresEventStore.open(pool, TestEvents.CODEC);
  }

  private static HikariDataSource pool(FreshDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  static ConditionFactory patiently() {
    return await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofMinutes(2));
  }

  PostgresEventStore store() {
    return store;
  }

  KafkaSettings kafka() {
    return KafkaSettings.of(KAFKA.clientSettings());
  }

  Map<String, Object> clientSettings() {
    return new HashMap<>(KAFKA.clientSettings());
  }

  String topic() {
    return database.name() + ".account";
  }

  /** The prefix keeps the subjects of tests apart. */
  RegistryValueSettings values() {
    return TestEvents.settings().withSubjects(SubjectNaming.byTopicAndRecord());
  }

  RelaySettings settings(ValueFormat format) {
    return RelaySettings.publishingTo(database.name() + ".")
        .withTopics(TopicSettings.singleBroker().withPartitions(PARTITIONS))
        .withLease(Duration.ofSeconds(1))
        .withValues(format);
  }

  OutboxRelay start(RelaySettings settings) {
    OutboxRelay relay = OutboxRelay.start(store, kafka(), settings);
    relays.add(relay);
    return relay;
  }

  void append(int account, Object... payloads) {
    store.append(
        StreamId.of("account", Integer.toString(account)),
        ExpectedVersion.any(),
        Arrays.stream(payloads).map(payload -> NewEvent.of(payload)).toList());
  }

  List<RecordedEvent> events() {
    List<RecordedEvent> events = new ArrayList<>();
    store.readLog(LogRead.all(), events::add);
    return events;
  }

  void awaitPublished(OutboxRelay relay) {
    patiently().until(() -> {
      assertThat(relay.ended().toCompletableFuture()).isNotCompletedExceptionally();
      return relay.state().leading() && relay.state().cursor().equals(store.head());
    });
  }

  RelayStatus status() {
    return RelayStatus.of(store.database(), "outbox").orElseThrow();
  }

  ParkedEvents parked() {
    return new ParkedEvents(store.database(), "outbox");
  }

  List<ParkedEvent> parked(int account) {
    return parked().events("account:" + account, Position.START, 100);
  }

  /** Asks for another try until nothing of the stream waits. */
  void retryUntilPublished(int account) {
    patiently().until(() -> {
      parked().list(100).stream()
          .filter(sequence -> sequence.retryRequestedBy() == null)
          .forEach(sequence -> parked().retry(sequence.key(), "ann"));
      return parked(account).stream().noneMatch(event -> event.state() == ParkedEvent.State.PARKED);
    });
  }

  /** What is committed now, in the order of each partition. */
  List<PublishedEvent> published() {
    Map<String, Object> settings = clientSettings();
    settings.put("isolation.level", "read_committed");
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new TopicPartition(topic(), partition));
    }
    List<PublishedEvent> seen = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      patiently().until(() -> {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          seen.add(PublishedEvent.from(record));
        }
        return ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
      });
    }
    return seen;
  }

  @Override
  public void close() {
    relays.forEach(OutboxRelay::close);
    store.close();
    pool.close();
    database.close();
  }
}
