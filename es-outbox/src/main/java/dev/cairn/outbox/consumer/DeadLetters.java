package dev.cairn.outbox.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Writes records that are not handled to their topic, one at a time, and returns when they are there. */
final class DeadLetters implements AutoCloseable {

  /** How long is waited for the broker; between two polls there must be room for it. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int LONGEST_MESSAGE = 2_000;

  private final Map<String, Object> properties;
  private final String group;
  private final Clock clock;
  private @Nullable Producer<byte[], byte[]> producer;

  DeadLetters(Map<String, Object> properties, String group, Clock clock) {
    this.properties = properties;
    this.group = group;
    this.clock = clock;
  }

  /**
   * Writes one. The partition follows from the key, so the records of a key stay in their order.
   *
   * @throws KafkaException if it could not be written, or it is not known whether it was
   */
  void send(String topic, ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
    try {
      connected()
          .send(new ProducerRecord<>(
              topic,
              null,
              record.timestamp() < 0 ? null : record.timestamp(),
              record.key(),
              record.value(),
              headers(record, verdict)))
          .get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e); // which sets the flag again
    }
  }

  /** Made for the first: most consumers never need it. */
  private Producer<byte[], byte[]> connected() {
    if (producer == null) {
      producer = new KafkaProducer<>(properties);
    }
    return producer;
  }

  private Headers headers(ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
    Headers headers = new RecordHeaders();
    for (Header header : record.headers()) {
      // A dead letter that fails again tells of the last time only.
      if (!header.key().startsWith(DeadLetterHeaders.PREFIX)) {
        headers.add(header);
      }
    }
    put(headers, DeadLetterHeaders.TOPIC, record.topic());
    put(headers, DeadLetterHeaders.PARTITION, String.valueOf(record.partition()));
    put(headers, DeadLetterHeaders.OFFSET, String.valueOf(record.offset()));
    put(headers, DeadLetterHeaders.GROUP, group);
    put(headers, DeadLetterHeaders.REASON, verdict.reason().text());
    put(headers, DeadLetterHeaders.ATTEMPTS, String.valueOf(verdict.attempts()));
    put(headers, DeadLetterHeaders.TIME, clock.instant().toString());
    RuntimeException cause = verdict.cause();
    if (cause != null) {
      put(headers, DeadLetterHeaders.EXCEPTION, cause.getClass().getName());
      put(headers, DeadLetterHeaders.MESSAGE, shortened(cause.getMessage()));
    }
    return headers;
  }

  private static @Nullable String shortened(@Nullable String message) {
    return message == null || message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE);
  }

  private static void put(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(PATIENCE);
    }
  }
}
