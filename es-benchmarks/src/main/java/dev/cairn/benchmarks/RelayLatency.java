package dev.cairn.benchmarks;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.event.NewEvent;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.PublishedEvent;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.store.ExpectedVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From the call of {@code append} to a {@code read_committed} consumer, at a steady rate, with everything
 * on the same cores; and what the relay asks of the database while nothing happens.
 */
final class RelayLatency {

  private static final int RATE = 500;
  private static final int APPENDERS = 8;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final int COUNTED = 30 * RATE;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final BenchmarkDatabase database;
  private final KafkaServer kafka;
  private final Map<UUID, Long> begun = new ConcurrentHashMap<>();
  private final Latencies published = new Latencies(COUNTED);
  private final Latencies appended = new Latencies(COUNTED);

  RelayLatency(BenchmarkDatabase database, KafkaServer kafka) {
    this.database = database;
    this.kafka = kafka;
  }

  /** Lines for people. */
  List<String> measure() throws Exception {
    RelayRun run = new RelayFigures(database, kafka).log("latency", 1_000);
    RelaySettings settings = run.next();
    double idle;
    try (OutboxRelay relay = run.start(settings)) {
      while (!RelayRun.isReady(relay)
          || !relay.state().cursor().equals(run.store().head())) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      run(run, settings.name() + ".transfer");
      idle = transactionsPerSecond();
    }
    return List.of(
        published.line("append to read_committed consumer at " + RATE + " events/s"),
        appended.line("the append alone"),
        String.format(
            Locale.ROOT,
            "idle: %.1f transactions/s in the database with the relay, %.1f without",
            idle,
            transactionsPerSecond()));
  }

  /** Fills {@code published} from what comes after the warm-up. */
  private void run(RelayRun run, String topic) throws Exception {
    long warmUp = RATE * WARM_UP.toSeconds();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      CompletableFuture<Void> load = CompletableFuture.runAsync(() -> append(run, warmUp));
      long seen = 0;
      while (!published.isFull() && !load.isCompletedExceptionally()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          Long from = begun.remove(PublishedEvent.from(record).id());
          if (from != null && seen++ >= warmUp) {
            published.since(from);
          }
        }
      }
      load.join();
    }
  }

  private void append(RelayRun run, long warmUp) {
    try {
      new SteadyLoad(RATE, APPENDERS).run(warmUp + COUNTED, (number, due) -> {
        NewEvent event = Transfers.event(number);
        long begin = System.nanoTime();
        begun.put(event.id(), begin);
        run.store().append(Transfers.newStream(), ExpectedVersion.noStream(), List.of(event));
        if (number >= warmUp) {
          appended.since(begin);
        }
      });
    } catch (Exception e) {
      throw new IllegalStateException("The load could not be kept up", e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  private double transactionsPerSecond() throws Exception {
    // Sessions that fell silent report what they did up to ten seconds later.
    TimeUnit.SECONDS.sleep(15);
    long before = database.transactions();
    TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
    // The question itself is one.
    return (database.transactions() - before - 1) / (double) IDLE.toSeconds();
  }
}
