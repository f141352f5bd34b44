package dev.cairn.benchmarks;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.PublishedEvent;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.store.ExpectedVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
  private static final Duration COUNTED = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final BenchmarkDatabase database;
  private final KafkaServer kafka;
  private final Map<UUID, Long> begun = new ConcurrentHashMap<>();
  private final Queue<Long> appends = new ConcurrentLinkedQueue<>();

  RelayLatency(BenchmarkDatabase database, KafkaServer kafka) {
    this.database = database;
    this.kafka = kafka;
  }

  /** Lines for people. */
  List<String> measure() throws Exception {
    RelayRun run = new RelayFigures(database, kafka).log("latency", 1_000);
    RelaySettings settings = run.next();
    long[] micros;
    double idle;
    try (OutboxRelay relay = run.start(settings)) {
      while (!RelayRun.isReady(relay)
          || !relay.state().cursor().equals(run.store().head())) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      micros = latencies(run, settings.name() + ".transfer");
      idle = transactionsPerSecond();
    }
    long[] appended = appends.stream().mapToLong(Long::longValue).sorted().toArray();
    return List.of(
        percentiles("append to read_committed consumer at " + RATE + " events/s", micros),
        percentiles("the append alone", appended),
        String.format(
            Locale.ROOT,
            "idle: %.1f transactions/s in the database with the relay, %.1f without",
            idle,
            transactionsPerSecond()));
  }

  private static String percentiles(String what, long[] micros) {
    return String.format(
        Locale.ROOT,
        "%s: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, most %.1f ms (%d events)",
        what,
        micros[micros.length / 2] / 1e3,
        micros[(int) (micros.length * 0.9)] / 1e3,
        micros[(int) (micros.length * 0.99)] / 1e3,
        micros[(int) (micros.length * 0.999)] / 1e3,
        micros[micros.length - 1] / 1e3,
        micros.length);
  }

  private long[] latencies(RelayRun run, String topic) throws Exception {
    long[] micros = new long[(int) (RATE * COUNTED.toSeconds())];
    long warmUp = RATE * WARM_UP.toSeconds();
    ExecutorService appenders = Executors.newFixedThreadPool(APPENDERS);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      Thread pace = new Thread(() -> pace(run, appenders, warmUp, warmUp + micros.length));
      pace.start();
      long seen = 0;
      while (seen < warmUp + micros.length) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          long now = System.nanoTime();
          Long from = begun.remove(PublishedEvent.from(record).id());
          if (from != null && seen++ >= warmUp) {
            micros[(int) (seen - 1 - warmUp)] = (now - from) / 1_000;
          }
        }
      }
      pace.join();
    } finally {
      appenders.shutdown();
    }
    Arrays.sort(micros);
    return micros;
  }

  /** One append at a time of its own, whatever became of those before. */
  private void pace(RelayRun run, ExecutorService appenders, long warmUp, long events) {
    long start = System.nanoTime();
    for (long i = 0; i < events; i++) {
      long at = start + i * (1_000_000_000L / RATE);
      while (System.nanoTime() < at) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
      long number = i;
      appenders.execute(() -> {
        var event = Transfers.event(number);
        long begin = System.nanoTime();
        begun.put(event.id(), begin);
        run.store().append(Transfers.newStream(), ExpectedVersion.noStream(), List.of(event));
        if (number >= warmUp) {
          appends.add((System.nanoTime() - begin) / 1_000);
        }
      });
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
