package dev.cairn.outbox.settings;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** What lies behind an exception of Kafka, whose outer messages say little. */
final class Causes {

  private Causes() {}

  /** The first of this type in the chain. */
  static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  /**
   * The message of the first cause that is not Kafka's, or else of the innermost, without secrets, and
   * without a full stop.
   */
  static String text(Throwable thrown, KafkaSettings settings) {
    Throwable telling = thrown;
    while (telling instanceof KafkaException && telling.getCause() != null) {
      telling = telling.getCause();
    }
    String message = telling.getMessage();
    String text = message == null ? telling.getClass().getSimpleName() : message;
    return settings.withoutSecrets(text).replaceFirst("\\.\\s*\\z", "");
  }
}
