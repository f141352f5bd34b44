package dev.cairn.outbox;

import dev.cairn.outbox.settings.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients of Kafka that a relay uses, from the application's settings and what Cairn needs. */
final class KafkaClients implements AutoCloseable {

  /** How long to wait for an answer to a question about the cluster. */
  static final Duration ANSWER = Duration.ofSeconds(15);

  /** After which a broker aborts a transaction that nobody ends. */
  static final Duration TRANSACTION = Duration.ofMinutes(1);

  /**
   * How long a producer that is closed may take to end what is under way. When no broker answers, the next
   * one to begin ends it, so a relay that waits for Kafka does not wait for this as well.
   */
  static final Duration CLOSING = Duration.ofSeconds(1);

  private static final long BUFFER = 4L * 1024 * 1024;
  private static final Duration UNKNOWN = Duration.ofSeconds(3);

  private final KafkaSettings settings;
  private final Admin admin;

  KafkaClients(KafkaSettings settings) {
    this.settings = settings;
    this.admin = Admin.create(settings.admin());
  }

  /** Idempotent, acknowledged by all replicas in sync. */
  Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
    Map<String, Object> all = producerSettings();
    all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> producerSettings() {
    Map<String, Object> all = settings.producer();
    all.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
    // A record that waits here keeps its headers as objects, and many that wait cost more garbage
    // collection than they save waiting.
    all.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER, 2 * largestRequest()));
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return all;
  }

  /** How many bytes one record may have, as far as the client knows. */
  long largestRequest() {
    return settings
        .value(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)
        .map(Long::parseLong)
        .orElse(1_048_576L);
  }

  /** Sees only what was committed; belongs to no group. */
  Consumer<byte[], byte[]> consumer() {
    Map<String, Object> all = settings.consumer();
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Admin admin() {
    return admin;
  }

  String clusterId() {
    return answer(admin.describeCluster().clusterId());
  }

  /**
   * The answer, as soon as it is there.
   *
   * @throws KafkaException the one that the question ended with, or if no answer came
   */
  static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException known) {
        throw known;
      }
      throw new KafkaException("Kafka could not be asked", e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "Kafka has not answered for " + ANSWER, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * Asks again for some seconds while a broker says that it knows no such topic: one that was created a
   * moment ago, or a broker that has just started, is not known everywhere yet.
   */
  static <T> T persistently(Supplier<T> question) {
    long end = System.nanoTime() + UNKNOWN.toNanos();
    while (true) {
      try {
        return question.get();
      } catch (UnknownTopicOrPartitionException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        pause();
      }
    }
  }

  /** Before something is asked again. */
  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Where the brokers are. */
  @Override
  public String toString() {
    return settings.value(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG).orElse("an unknown place");
  }

  @Override
  public void close() {
    admin.close(CLOSING);
  }
}
