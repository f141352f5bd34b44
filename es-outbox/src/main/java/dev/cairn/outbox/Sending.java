package dev.cairn.outbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one batch on their way, and what became of each. The producer calls back on its own
 * thread.
 */
final class Sending {

  private final int size;
  private final List<Failure> failures = new ArrayList<>();

  private record Failure(int index, Exception cause) {}

  private Sending(int size) {
    this.size = size;
  }

  /** Hands all records to the producer, in order. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback says the same
  static Sending of(Batch batch, Producer<byte[], byte[]> producer) {
    Sending sending = new Sending(batch.entries().size());
    for (int i = 0; i < sending.size; i++) {
      int index = i;
      producer.send(batch.entries().get(i).record(), (metadata, failure) -> {
        if (failure != null) {
          sending.failed(index, failure);
        }
      });
    }
    return sending;
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

  /** The records that would fail again and again, whatever becomes of the others. */
  synchronized List<PoisonRecordException.Poison> poison() {
    return failures.stream()
        .filter(failure -> isPoison(failure.cause()))
        .map(failure -> new PoisonRecordException.Poison(
            failure.index(), String.valueOf(failure.cause().getMessage())))
        .toList();
  }

  private static boolean isPoison(Exception cause) {
    return cause instanceof RecordTooLargeException
        || cause instanceof InvalidRecordException
        || cause instanceof InvalidTimestampException
        || cause instanceof SerializationException;
  }
}
