package dev.cairn.outbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one batch on their way, and what became of each. The producer calls back on its own
 * thread.
 */
final class Sending {

  private final Producer<byte[], byte[]> producer;
  private final int size;
  /** In the order in which they failed. */
  private final List<Failure> failures = new ArrayList<>();
  /** Whether a record was not even handed over; then neither is any after it. */
  private boolean cutShort;

  private record Failure(int index, Exception cause) {}

  private Sending(Producer<byte[], byte[]> producer, int size) {
    this.producer = producer;
    this.size = size;
  }

  /**
   * Makes the records and hands them to the producer, in order, up to the first for which that fails. The
   * others are made all the same, to find at once all that can have no record; unless what is needed to make
   * them is away.
   */
  static Sending of(Batch batch, Producer<byte[], byte[]> producer, RecordWriting writing) {
    Sending sending = new Sending(producer, batch.entries().size());
    for (int i = 0; i < sending.size; i++) {
      try {
        ProducerRecord<byte[], byte[]> record = batch.entries().get(i).write(writing);
        if (!sending.cutShort) {
          sending.handOver(i, record);
        }
      } catch (ValuesUnavailableException e) {
        sending.cutShort = true;
        sending.failed(i, e);
        break; // each of the others would wait for the same answer
      } catch (CannotPublishException | KafkaException e) {
        sending.cutShort = true;
        sending.failed(i, e);
      }
    }
    return sending;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback says the same
  private void handOver(int index, ProducerRecord<byte[], byte[]> record) {
    producer.send(record, (metadata, failure) -> {
      if (failure != null) {
        failed(index, failure);
      }
    });
  }

  /** What the batch as a whole failed of, where no record of it is to blame. */
  synchronized RuntimeException failure(String problem) {
    Exception first = firstFailure();
    return first instanceof ValuesUnavailableException known
        ? known
        : new KafkaException(problem, first);
  }

  /** Whether there are records that the producer has not been given. */
  boolean isCutShort() {
    return cutShort;
  }

  private synchronized void failed(int index, Exception cause) {
    failures.add(new Failure(index, cause));
  }

  /** How many records, from the first on, were acknowledged without a failure among them. */
  synchronized int acknowledgedPrefix() {
    return failures.stream().mapToInt(Failure::index).min().orElse(size);
  }

  synchronized int failed() {
    return failures.size();
  }

  /** What the first record that failed failed of. */
  synchronized @Nullable Exception firstFailure() {
    return failures.stream()
        .min(Comparator.comparingInt(Failure::index))
        .map(Failure::cause)
        .orElse(null);
  }

  /**
   * Records that would fail again and again, whatever becomes of the others; at least one, if there are any.
   *
   * <p>A transaction of which one record was refused fails whatever has not been sent yet with the very
   * same exception. So of several records with one exception only the first to fail is known to be to
   * blame; if another one is, too, that shows when it is tried again.
   */
  synchronized List<PoisonRecordException.Poison> poison() {
    Set<Exception> causes = Collections.newSetFromMap(new IdentityHashMap<>());
    return failures.stream()
        .filter(failure -> isPoison(failure.cause()) && causes.add(failure.cause()))
        .map(failure -> new PoisonRecordException.Poison(failure.index(), problem(failure.cause())))
        .sorted(Comparator.comparingInt(PoisonRecordException.Poison::index))
        .toList();
  }

  private static String problem(Exception cause) {
    return cause instanceof CannotPublishException known
        ? known.problem()
        : "Kafka does not take it: " + cause.getMessage();
  }

  private static boolean isPoison(Exception cause) {
    return cause instanceof CannotPublishException
        || cause instanceof RecordTooLargeException
        || cause instanceof InvalidRecordException
        || cause instanceof SerializationException;
  }
}
