package dev.cairn.outbox.settings;

import java.util.Map;

/** What the relay's producer is given where nothing was set and Kafka's own default does not suit it. */
final class RelayDefaults {

  /** By Kafka's names. */
  static final Map<String, String> OF_PRODUCER = Map.of(
      "compression.type",
      "lz4",
      "batch.size",
      String.valueOf(128 * 1024),
      // A batch of the relay ends with a flush, so this costs no time; it keeps requests large.
      "linger.ms",
      "50",
      "max.block.ms",
      "15000",
      // Together they give a batch up well before the broker aborts its transaction.
      "request.timeout.ms",
      "10000",
      "delivery.timeout.ms",
      "30000",
      // A transaction that follows at once on another is asked to wait for the end of that one's
      // markers, which takes a few milliseconds; Kafka's default would make it 100.
      "retry.backoff.ms",
      "5");

  private RelayDefaults() {}
}
